import { type Measure, measuresOf } from '../definitions/protocols.ts';
import {
  everyTaskChosen,
  type Grouping,
  groupDatasets,
  groupModels,
  type ModelGroup,
  type TaskChoice,
} from './groups.ts';
import { type CurrentGraphs, currentValues } from './measure-values.ts';

/** The values of one measure for every member of one task: what a row of a report describes. */
export interface Sample {
  measure: Measure;
  modality: string;
  task: string;
  values: Int32Array;
  /** Of RQ1 under `current`: how many of the task's models use each dataset that any of them uses. */
  uses?: Int32Array;
}

/** Every sample of protocol `current`; task words without a modality have none. A group is made of chosen tasks alone. */
export function* currentSamples(
  graphs: CurrentGraphs,
  wanted: (measure: Measure) => boolean,
  by: Grouping,
  chosen: TaskChoice = everyTaskChosen,
): Generator<Sample> {
  const { columns } = graphs;
  const datasetTasks = columns.datasetTasks.filter(({ task }) => chosen(task));
  const modelTasks = columns.modelTasks.filter(({ task }) => chosen(task));
  for (const measure of measuresOf.current.filter(wanted)) {
    const { members, count } = currentValues(measure.measure);
    const values = count(graphs);
    if (members === 'datasets') {
      for (const { modality, task, members } of groupDatasets(datasetTasks, by)) {
        const kept = sliced(members, columns.datasetsIn);
        if (kept.length > 0) {
          yield { measure, modality, task, values: kept.map((dataset) => values[dataset] ?? 0) };
        }
      }
      continue;
    }
    for (const group of groupModels(modelTasks, by)) {
      const sample = modelSample(graphs, measure, group, values);
      if (sample.values.length > 0) yield sample;
    }
  }
}

function modelSample(graphs: CurrentGraphs, measure: Measure, group: ModelGroup, values: Int32Array): Sample {
  const { modality, task, ranges } = group;
  const parts = ranges.map(({ first, end }) => inSlice(values, first, end, graphs.columns.modelsIn));
  const uses = measure.question === 'RQ1' ? graphs.uses.usesFrom(ranges) : undefined;
  return { measure, modality, task, values: concatenated(parts), uses };
}

/** Of a range of values, those of members in the slice; all of them without a slice. */
const inSlice = (values: Int32Array, first: number, end: number, isIn: Int32Array | null): Int32Array =>
  isIn === null
    ? values.subarray(first, end)
    : values.subarray(first, end).filter((_, index) => isIn[first + index] === 1);

const sliced = (members: Int32Array, isIn: Int32Array | null): Int32Array =>
  isIn === null ? members : members.filter((member) => isIn[member] === 1);

function concatenated(parts: readonly Int32Array[]): Int32Array {
  if (parts.length === 1) return parts[0] ?? new Int32Array(0);
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
