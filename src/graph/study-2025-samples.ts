import { type Measure, type MeasureOf, measuresOf } from '../definitions/protocols.ts';
import { studyTasks } from '../definitions/tasks.ts';
import type { StudyColumns } from '../snapshot/read/read-graph-columns.ts';
import { everyTask, everyTaskChosen, type Grouping, type TaskChoice, union } from './groups.ts';
import type { Sample } from './samples.ts';

/** One row's tasks, as a bit set in the order of the study's tasks. */
interface StudyGroup {
  modality: string;
  task: string;
  bits: number;
}

/** Every sample of protocol `study-2025`. By modality, the same task becomes any common task of the modality. */
export function* studySamples(
  columns: StudyColumns,
  wanted: (measure: Measure) => boolean,
  by: Grouping,
  chosen: TaskChoice = everyTaskChosen,
): Generator<Sample> {
  for (const measure of measuresOf['study-2025'].filter(wanted)) {
    for (const group of studyGroups(by, chosen)) {
      const { modality, task } = group;
      const values = studyValues[measure.measure as MeasureOf<'study-2025'>](columns, group);
      if (values.length > 0) yield { measure, modality, task, values };
    }
  }
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
} satisfies Record<MeasureOf<'study-2025'>, (columns: StudyColumns, group: StudyGroup) => Int32Array>;

const lengthsOf = ({ tasks }: StudyColumns, lengths: Int32Array, { bits }: StudyGroup): Int32Array =>
  lengths.filter((_, index) => ((tasks[index] ?? 0) & bits) !== 0);

/** How often each of the group's datasets is listed by models with a task in common. */
function usesOfGroup(columns: StudyColumns, { bits }: StudyGroup): Int32Array {
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
  return union(tasks.map(({ members }) => members)).map((dataset) => counts[dataset] ?? 0);
}
