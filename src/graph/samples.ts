import type { Measure } from '../definitions/protocols.ts';
import type { TaskRange } from '../snapshot/read/read-graph-columns.ts';
import {
  type DatasetGroup,
  everyTaskChosen,
  type Grouping,
  groupDatasets,
  groupModels,
  type ModelGroup,
  type TaskChoice,
} from './groups.ts';
import { type CurrentGraphs, graphMeasureOf } from './measure-values.ts';

/** The values of one measure for every member of one task: what a row of a report describes. */
export interface Sample {
  measure: Measure;
  modality: string;
  task: string;
  values: Int32Array | Float64Array;
  /** Whose value each is. */
  holders: Holders;
  /** Of RQ1 under `current`: how many of the task's models use each dataset that any of them uses. */
  uses?: Int32Array;
}

/** The members of a sample. */
export interface Holders {
  kind: 'models' | 'datasets' | 'owners';
  /** The number of the member at a place of the values. */
  numberAt: (index: number) => number;
}

/** Members of one row as dense numbers, and how their values are picked from those of all. */
interface Group {
  modality: string;
  task: string;
  members: () => Int32Array;
  pick: (values: Int32Array | Float64Array) => Int32Array | Float64Array;
  numberAt: (index: number) => number;
  /** Of models; none for datasets. */
  ranges: readonly TaskRange[];
}

/**
 * Every sample of protocol `current`, by one grouping or several; task words without a modality have none. A group is
 * made of chosen tasks alone.
 */
export function* listCurrentSamples(
  graphs: CurrentGraphs,
  measures: readonly Measure[],
  by: readonly Grouping[],
  chosen: TaskChoice = everyTaskChosen,
): Generator<Sample> {
  const groups = groupMembers(graphs, by, chosen);
  for (const measure of measures) {
    const counted = graphMeasureOf(measure.measure);
    if ('owners' in counted) {
      const count = counted.owners(graphs);
      for (const { modality, task, members } of groups[counted.members]) {
        const { owners, values } = count(members());
        const holders: Holders = { kind: 'owners', numberAt: (index) => owners[index] ?? -1 };
        if (values.length > 0) yield { measure, modality, task, values, holders };
      }
      continue;
    }
    const all = counted.values(graphs);
    for (const { modality, task, pick, numberAt, ranges } of groups[counted.members]) {
      const values = pick(all);
      if (values.length === 0) continue;
      const uses = measure.question === 'RQ1' ? graphs.uses.usesFrom(ranges) : undefined;
      yield { measure, modality, task, values, holders: { kind: counted.members, numberAt }, uses };
    }
  }
}

function groupMembers({ columns }: CurrentGraphs, by: readonly Grouping[], chosen: TaskChoice) {
  const datasetTasks = columns.datasetTasks.filter(({ task }) => chosen(task));
  const modelTasks = columns.modelTasks.filter(({ task }) => chosen(task));
  const { modelsIn, datasetsIn } = columns;
  return {
    models: by.flatMap((one) => groupModels(modelTasks, one)).map((group) => modelMembers(group, modelsIn)),
    datasets: by
      .flatMap((one) => groupDatasets(datasetTasks, one))
      .map((group) => datasetMembers(group, datasetsIn)),
  };
}

/** Without a slice nothing is copied but what several ranges are joined to. */
function modelMembers({ modality, task, ranges }: ModelGroup, isIn: Int32Array | null): Group {
  let listed: Int32Array | null = null;
  const members = (): Int32Array => {
    listed ??= numbersIn(ranges, isIn);
    return listed;
  };
  const [range] = ranges;
  const whole = isIn === null && range !== undefined && ranges.length === 1 ? range : null;
  return {
    ...{ modality, task, ranges, members },
    pick: (values) =>
      whole === null ? pickFrom(values, members()) : values.subarray(whole.first, whole.end),
    numberAt: (index) => (whole === null ? (members()[index] ?? -1) : whole.first + index),
  };
}

function numbersIn(ranges: readonly TaskRange[], isIn: Int32Array | null): Int32Array {
  const numbers = new Int32Array(ranges.reduce((length, { first, end }) => length + end - first, 0));
  let length = 0;
  for (const { first, end } of ranges) {
    for (let model = first; model < end; model += 1) {
      if (isIn !== null && isIn[model] !== 1) continue;
      numbers[length] = model;
      length += 1;
    }
  }
  return numbers.subarray(0, length);
}

function datasetMembers({ modality, task, members }: DatasetGroup, isIn: Int32Array | null): Group {
  const kept = isIn === null ? members : members.filter((member) => isIn[member] === 1);
  return {
    ...{ modality, task, ranges: [], members: () => kept },
    pick: (values) => pickFrom(values, kept),
    numberAt: (index) => kept[index] ?? -1,
  };
}

function pickFrom(values: Int32Array | Float64Array, members: Int32Array): Int32Array | Float64Array {
  const picked =
    values instanceof Int32Array ? new Int32Array(members.length) : new Float64Array(members.length);
  for (let index = 0; index < members.length; index += 1) picked[index] = values[members[index] ?? 0] ?? 0;
  return picked;
}
