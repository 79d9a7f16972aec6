import type { ReuseGraph } from '../graph/reuse-graph.ts';
import type { GraphColumns, StudyColumns } from '../snapshot/read-graph-columns.ts';
import { type Measure, measuresOf } from './protocols.ts';
import { modalityOf, studyTasks } from './tasks.ts';

/** The values of one measure for every member of one task: what a row of a report describes. */
export interface Sample {
  measure: Measure;
  modality: string;
  task: string;
  values: Int32Array;
  /** Of RQ1 under `current`: how many of the task's models use each dataset that any of them uses. */
  uses?: Int32Array;
}

/** The graphs of protocol `current` with the tasks of their nodes. */
export interface CurrentGraphs {
  columns: Pick<GraphColumns, 'modelTasks' | 'datasetTasks'>;
  bases: ReuseGraph;
  uses: ReuseGraph;
}

/** Every sample of protocol `current`, task words without a modality left out. */
export function* currentSamples(
  graphs: CurrentGraphs,
  wanted: (measure: Measure) => boolean,
): Generator<Sample> {
  for (const measure of measuresOf.current.filter(wanted)) {
    if (measure.measure === 'models-per-dataset') {
      const values = graphs.uses.inDegrees();
      for (const { task, members } of graphs.columns.datasetTasks) {
        yield* sample(measure, task, () => members.map((dataset) => values[dataset] ?? 0));
      }
      continue;
    }
    const values = valuesPerModel(graphs, measure);
    for (const { task, first, end } of graphs.columns.modelTasks) {
      const uses = measure.question === 'RQ1' ? () => graphs.uses.usesFrom(first, end) : undefined;
      yield* sample(measure, task, () => values.subarray(first, end), uses);
    }
  }
}

function valuesPerModel(graphs: CurrentGraphs, { measure }: Measure): Int32Array {
  if (measure === 'datasets-per-model') return graphs.uses.outDegrees();
  return measure === 'derivatives-per-model' ? graphs.bases.inDegrees() : graphs.bases.outDegrees();
}

function* sample(
  measure: Measure,
  task: string,
  values: () => Int32Array,
  uses?: () => Int32Array,
): Generator<Sample> {
  const modality = modalityOf(task);
  if (modality !== null) yield { measure, modality, task, values: values(), uses: uses?.() };
}

/** Every sample of protocol `study-2025`. */
export function* studySamples(
  columns: StudyColumns,
  wanted: (measure: Measure) => boolean,
): Generator<Sample> {
  for (const measure of measuresOf['study-2025'].filter(wanted)) {
    for (const [bit, { task, modality }] of studyTasks.entries()) {
      const values =
        measure.measure === 'models-per-dataset'
          ? usesOfTask(columns, bit, task)
          : listLengths(
              columns,
              bit,
              measure.measure === 'datasets-per-model' ? columns.datasets : columns.bases,
            );
      if (values.length > 0) yield { measure, modality, task, values };
    }
  }
}

function listLengths({ tasks }: StudyColumns, bit: number, lengths: Int32Array): Int32Array {
  return lengths.filter((_, index) => ((tasks[index] ?? 0) >>> bit) & 1);
}

/** Models of the same task alone: how often each of the task's datasets is listed. */
function usesOfTask(columns: StudyColumns, bit: number, task: string): Int32Array {
  const counts = new Int32Array(columns.datasetCount);
  for (let use = 0; use < columns.useTasks.length; use += 1) {
    const dataset = columns.useDatasets[use] ?? 0;
    if (((columns.useTasks[use] ?? 0) >>> bit) & 1) counts[dataset] = (counts[dataset] ?? 0) + 1;
  }
  const members = columns.datasetTasks.find((entry) => entry.task === task)?.members ?? new Int32Array(0);
  return members.map((dataset) => counts[dataset] ?? 0);
}
