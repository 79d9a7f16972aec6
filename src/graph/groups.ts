import { modalities, modalityOf } from '../definitions/tasks.ts';
import type { TaskRange } from '../snapshot/read/read-graph-columns.ts';

/** What the rows of a report are by. */
export type Grouping = 'task' | 'modality';

/** The word in the task column of a row that is by modality. */
export const everyTask = 'all';

/** Whether a task is among those asked for. */
export type TaskChoice = (task: string) => boolean;

export const everyTaskChosen: TaskChoice = () => true;

/** Models of one row: ranges of dense ids, apart from each other. */
export interface ModelGroup {
  modality: string;
  task: string;
  ranges: TaskRange[];
}

/** Datasets of one row: distinct ids, ascending. */
export interface DatasetGroup {
  modality: string;
  task: string;
  members: Int32Array;
}

/** One group a task, or one a modality; task words without a modality are in none. */
export function groupModels(tasks: readonly TaskRange[], by: Grouping): ModelGroup[] {
  const groups = tasks.flatMap((range) => {
    const modality = modalityOf(range.task);
    return modality === null ? [] : [{ modality, task: range.task, ranges: [range] }];
  });
  if (by === 'task') return groups;
  return mergeByModality(groups, (parts) => ({ ranges: parts.flatMap(({ ranges }) => ranges) }));
}

/** The same for datasets; one with several tasks of a modality is in that modality's group once. */
export function groupDatasets(
  tasks: readonly { task: string; members: Int32Array }[],
  by: Grouping,
): DatasetGroup[] {
  const groups = tasks.flatMap(({ task, members }) => {
    const modality = modalityOf(task);
    return modality === null ? [] : [{ modality, task, members }];
  });
  if (by === 'task') return groups;
  return mergeByModality(groups, (parts) => ({ members: union(parts.map(({ members }) => members)) }));
}

function mergeByModality<Group extends { modality: string; task: string }, Rest>(
  groups: readonly Group[],
  merge: (parts: Group[]) => Rest,
): ({ modality: string; task: string } & Rest)[] {
  return modalities.flatMap((modality) => {
    const parts = groups.filter((group) => group.modality === modality);
    return parts.length === 0 ? [] : [{ modality, task: everyTask, ...merge(parts) }];
  });
}

/** Distinct numbers of several ascending columns, none below 0, ascending. */
export function union(columns: readonly Int32Array[]): Int32Array {
  const end = columns.reduce((most, column) => Math.max(most, (column.at(-1) ?? -1) + 1), 0);
  const isIn = new Uint8Array(end);
  let distinct = 0;
  for (const column of columns) {
    for (const number of column) {
      distinct += 1 - (isIn[number] ?? 0);
      isIn[number] = 1;
    }
  }
  const all = new Int32Array(distinct);
  let length = 0;
  for (let number = 0; number < end; number += 1) {
    if (isIn[number] !== 1) continue;
    all[length] = number;
    length += 1;
  }
  return all;
}
