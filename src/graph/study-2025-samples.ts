import type { Measure, MeasureOf } from '../definitions/protocols.ts';
import { study2025Tasks } from '../definitions/tasks.ts';
import type { Study2025Columns } from '../snapshot/read/read-graph-columns.ts';
import { everyTask, everyTaskChosen, type Grouping, type TaskChoice, union } from './groups.ts';
import type { Holders, Sample } from './samples.ts';

/** One row's tasks, as a bit set in the order of the study's tasks. */
interface Study2025Group {
  modality: string;
  task: string;
  bits: number;
}

/** The columns, and room for what is counted of each dataset: zeros between two groups, for to make it takes longer. */
interface Study2025Graph extends Study2025Columns {
  tasksOf: Int32Array;
  counts: Int32Array;
}

/** Every sample of protocol `study-2025`. By modality, the same task becomes any common task of the modality. */
export function* listStudy2025Samples(
  columns: Study2025Columns,
  measures: readonly Measure[],
  by: readonly Grouping[],
  chosen: TaskChoice = everyTaskChosen,
): Generator<Sample> {
  const groups = by.flatMap((one) => study2025Groups(one, chosen));
  const graph: Study2025Graph = {
    ...columns,
    tasksOf: new Int32Array(columns.datasetCount),
    counts: new Int32Array(columns.datasetCount),
  };
  for (const measure of measures) {
    for (const group of groups) {
      const { modality, task } = group;
      const { kind, values, members } = study2025Values[measure.measure as MeasureOf<'study-2025'>](
        graph,
        group,
      );
      const holders: Holders = { kind, numberAt: (index) => members[index] ?? -1 };
      if (values.length > 0) yield { measure, modality, task, values, holders };
    }
  }
}

/** The values of a row, and whose they are. */
interface Study2025Values {
  kind: 'models' | 'datasets';
  values: Int32Array;
  members: Int32Array;
}

function study2025Groups(by: Grouping, chosen: TaskChoice): Study2025Group[] {
  const single = study2025Tasks
    .map(({ task, modality }, bit) => ({ modality, task, bits: 2 ** bit }))
    .filter(({ task }) => chosen(task));
  if (by === 'task') return single;
  return [...new Set(study2025Tasks.map(({ modality }) => modality))].map((modality) => ({
    modality,
    task: everyTask,
    bits: single.filter((group) => group.modality === modality).reduce((bits, group) => bits | group.bits, 0),
  }));
}

/** The values of each measure, for the members of one row. */
const study2025Values = {
  'datasets-per-model': (graph, group) => lengthsOf(graph, graph.datasets, group),
  'models-per-dataset': usesOfGroup,
  'bases-per-model': (graph, group) => lengthsOf(graph, graph.bases, group),
} satisfies Record<
  MeasureOf<'study-2025'>,
  (graph: Study2025Graph, group: Study2025Group) => Study2025Values
>;

function lengthsOf(
  { tasks, models }: Study2025Columns,
  lengths: Int32Array,
  { bits }: Study2025Group,
): Study2025Values {
  let size = 0;
  for (let index = 0; index < tasks.length; index += 1) if (((tasks[index] ?? 0) & bits) !== 0) size += 1;
  const values = new Int32Array(size);
  const members = new Int32Array(size);
  let next = 0;
  for (let index = 0; index < tasks.length; index += 1) {
    if (((tasks[index] ?? 0) & bits) === 0) continue;
    values[next] = lengths[index] ?? 0;
    members[next] = models[index] ?? 0;
    next += 1;
  }
  return { kind: 'models', values, members };
}

/** How often each of the group's datasets is listed by models with a task in common. */
function usesOfGroup(graph: Study2025Graph, { bits }: Study2025Group): Study2025Values {
  const { tasksOf, counts, useTasks, useDatasets } = graph;
  const bitOf = new Map(study2025Tasks.map(({ task }, place) => [task, bits & (2 ** place)]));
  const tasks = graph.datasetTasks.flatMap(({ task, members }) => {
    const bit = bitOf.get(task) ?? 0;
    return bit === 0 ? [] : [{ bit, members }];
  });
  for (const { bit, members } of tasks) {
    for (const dataset of members) tasksOf[dataset] = (tasksOf[dataset] ?? 0) | bit;
  }
  for (let use = 0; use < useTasks.length; use += 1) {
    const dataset = useDatasets[use] ?? 0;
    if (((useTasks[use] ?? 0) & (tasksOf[dataset] ?? 0)) !== 0) counts[dataset] = (counts[dataset] ?? 0) + 1;
  }
  const members = union(tasks.map((one) => one.members));
  const values = members.map((dataset) => counts[dataset] ?? 0);
  for (const dataset of members) {
    tasksOf[dataset] = 0;
    counts[dataset] = 0;
  }
  return { kind: 'datasets', values, members };
}
