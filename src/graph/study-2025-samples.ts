import type { Measure, MeasureOf } from '../definitions/protocols.ts';
import { studyTasks } from '../definitions/tasks.ts';
import type { StudyColumns } from '../snapshot/read/read-graph-columns.ts';
import { everyTask, everyTaskChosen, type Grouping, type TaskChoice, union } from './groups.ts';
import type { Holders, Sample } from './samples.ts';

/** One row's tasks, as a bit set in the order of the study's tasks. */
interface StudyGroup {
  modality: string;
  task: string;
  bits: number;
}

/** Every sample of protocol `study-2025`. By modality, the same task becomes any common task of the modality. */
export function* studySamples(
  columns: StudyColumns,
  measures: readonly Measure[],
  by: readonly Grouping[],
  chosen: TaskChoice = everyTaskChosen,
): Generator<Sample> {
  const groups = by.flatMap((one) => studyGroups(one, chosen));
  for (const measure of measures) {
    for (const group of groups) {
      const { modality, task } = group;
      const { kind, values, members } = studyValues[measure.measure as MeasureOf<'study-2025'>](
        columns,
        group,
      );
      const holders: Holders = { kind, numberAt: (index) => members[index] ?? -1 };
      if (values.length > 0) yield { measure, modality, task, values, holders };
    }
  }
}

/** The values of a row, and whose they are. */
interface StudyValues {
  kind: 'models' | 'datasets';
  values: Int32Array;
  members: Int32Array;
}

function studyGroups(by: Grouping, chosen: TaskChoice): StudyGroup[] {
  const single = studyTasks
    .map(({ task, modality }, bit) => ({ modality, task, bits: 2 ** bit }))
    .filter(({ task }) => chosen(task));
  if (by === 'task') return single;
  return ['nlp', 'cv'].map((modality) => ({
    modality,
    task: everyTask,
    bits: single.filter((group) => group.modality === modality).reduce((bits, group) => bits | group.bits, 0),
  }));
}

/** The values of each measure, for the members of one row. */
const studyValues = {
  'datasets-per-model': (columns, group) => lengthsOf(columns, columns.datasets, group),
  'models-per-dataset': usesOfGroup,
  'bases-per-model': (columns, group) => lengthsOf(columns, columns.bases, group),
} satisfies Record<MeasureOf<'study-2025'>, (columns: StudyColumns, group: StudyGroup) => StudyValues>;

function lengthsOf({ tasks, models }: StudyColumns, lengths: Int32Array, { bits }: StudyGroup): StudyValues {
  const isMember = (_: number, index: number): boolean => ((tasks[index] ?? 0) & bits) !== 0;
  return { kind: 'models', values: lengths.filter(isMember), members: models.filter(isMember) };
}

/** How often each of the group's datasets is listed by models with a task in common. */
function usesOfGroup(columns: StudyColumns, { bits }: StudyGroup): StudyValues {
  const names = studyTasks.filter((_, bit) => (bits >>> bit) & 1).map(({ task }) => task);
  const tasks = columns.datasetTasks.filter(({ task }) => names.includes(task));
  const bitOf = new Map(studyTasks.map(({ task }, bit) => [task, 2 ** bit]));
  const tasksOfDataset = new Int32Array(columns.datasetCount);
  for (const { task, members } of tasks) {
    for (const dataset of members) {
      tasksOfDataset[dataset] = (tasksOfDataset[dataset] ?? 0) | (bitOf.get(task) ?? 0);
    }
  }
  const counts = new Int32Array(columns.datasetCount);
  for (let use = 0; use < columns.useTasks.length; use += 1) {
    const dataset = columns.useDatasets[use] ?? 0;
    if (((columns.useTasks[use] ?? 0) & (tasksOfDataset[dataset] ?? 0)) !== 0) {
      counts[dataset] = (counts[dataset] ?? 0) + 1;
    }
  }
  const members = union(tasks.map((one) => one.members));
  return { kind: 'datasets', values: members.map((dataset) => counts[dataset] ?? 0), members };
}
