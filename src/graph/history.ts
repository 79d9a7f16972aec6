import type { MeasureName } from '../definitions/protocols.ts';
import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';
import type { Adjacency } from './adjacency.ts';
import { enterMember, makeTally, raiseMember, type Tally } from './tally.ts';

/** What a history is grown from. Members of no period, and edges from them, are in none. */
export interface HistoryColumns {
  periods: number;
  models: Members;
  datasets: Members;
  bases: EdgeColumns;
  uses: EdgeColumns;
  /** Datasets and ghosts: ends from there on are malformed names, which are declared but are not nodes. */
  datasetOrder: number;
}

/** Repos of one kind. */
interface Members {
  /** For each, the period from whose end on it is there. */
  period: Int32Array;
  /** From each to the groups that it is a member of; a group has a row. */
  groups: Adjacency;
}

/** The measures that grow with every edge, and how. */
const growing = {
  'datasets-per-model': { members: 'models', edges: 'uses', counts: 'out' },
  'models-per-dataset': { members: 'datasets', edges: 'uses', counts: 'in' },
  'derivatives-per-model': { members: 'models', edges: 'bases', counts: 'in' },
  'bases-per-model': { members: 'models', edges: 'bases', counts: 'out' },
} as const;

type GrowingMeasure = keyof typeof growing;

/** Whether a measure is one of those that can be grown edge by edge. */
export const isGrowing = (measure: MeasureName): measure is GrowingMeasure => Object.hasOwn(growing, measure);

/** Of which kind the members of a measure are. */
export const membersOf = (measure: GrowingMeasure): 'models' | 'datasets' => growing[measure].members;

/** One measure as it grows. */
interface Grown {
  measure: GrowingMeasure;
  /** The value of each member. */
  values: Int32Array;
  tally: Tally;
}

/** The tallies at the end of a period; they go on growing when the next is asked for. */
export interface GrownPeriod {
  tallies: ReadonlyMap<GrowingMeasure, Tally>;
  /** By group of models: the datasets that they use, by how many of them do. */
  used: Tally;
}

/**
 * Grows the samples of some measures period by period, each edge and each member looked at once: an edge counts from the
 * period of its source on, a member from its own.
 */
export function* growSamples(
  columns: HistoryColumns,
  measures: readonly GrowingMeasure[],
): Generator<GrownPeriod> {
  const grown = measures.map((measure): Grown => startMeasure(columns, measure));
  const used = makeTally();
  const usedBy = new Map<number, number>();
  const edges = { bases: byPeriod(columns, 'bases'), uses: byPeriod(columns, 'uses') };
  const members = {
    models: sortByPeriod(columns.models.period, columns.periods),
    datasets: sortByPeriod(columns.datasets.period, columns.periods),
  };
  const tallies = new Map(grown.map(({ measure, tally }) => [measure, tally]));
  const isDiverse = measures.includes('datasets-per-model');
  for (let period = 0; period < columns.periods; period += 1) {
    for (const graph of ['bases', 'uses'] as const) {
      const added = edges[graph][period] ?? new Int32Array(0);
      for (const one of grown) {
        const { edges: of, counts } = growing[one.measure];
        if (of === graph && counts === 'in') addEdges(columns, one, added, period);
      }
      if (graph === 'uses' && isDiverse) addUses(columns, added, usedBy, used);
    }
    for (const one of grown) {
      const kind = growing[one.measure].members;
      enterMembers(columns[kind].groups, members[kind][period] ?? new Int32Array(0), one);
    }
    yield { tallies, used };
  }
}

function startMeasure(columns: HistoryColumns, measure: GrowingMeasure): Grown {
  const { members, edges, counts } = growing[measure];
  const values = new Int32Array(columns[members].period.length);
  // What a model declares it declares from its first day on.
  if (counts === 'out')
    for (const source of columns[edges].source) values[source] = (values[source] ?? 0) + 1;
  return { measure, values, tally: makeTally() };
}

/** One more source of each target, whose value grows where it is there already. */
function addEdges(
  columns: HistoryColumns,
  { measure, values, tally }: Grown,
  added: Int32Array,
  period: number,
): void {
  const { members, edges } = growing[measure];
  const { target } = columns[edges];
  const {
    period: periodOf,
    groups: { starts, ends },
  } = columns[members];
  for (const edge of added) {
    const node = target[edge] ?? 0;
    if (node >= values.length) continue;
    const value = values[node] ?? 0;
    values[node] = value + 1;
    if ((periodOf[node] ?? period) >= period) continue;
    const last = starts[node + 1] ?? 0;
    for (let place = starts[node] ?? 0; place < last; place += 1)
      raiseMember(tally, ends[place] ?? 0, node, value);
  }
}

function enterMembers({ starts, ends }: Adjacency, entering: Int32Array, { values, tally }: Grown): void {
  for (const node of entering) {
    const last = starts[node + 1] ?? 0;
    for (let place = starts[node] ?? 0; place < last; place += 1)
      enterMember(tally, ends[place] ?? 0, node, values[node] ?? 0);
  }
}

/** One more model that uses a dataset, in each of its groups. @param usedBy by group and dataset, how many there are */
function addUses(
  { models: { groups }, uses, datasetOrder }: HistoryColumns,
  added: Int32Array,
  usedBy: Map<number, number>,
  used: Tally,
): void {
  for (const edge of added) {
    const dataset = uses.target[edge] ?? 0;
    if (dataset >= datasetOrder) continue;
    const source = uses.source[edge] ?? 0;
    const last = groups.starts[source + 1] ?? 0;
    for (let place = groups.starts[source] ?? 0; place < last; place += 1) {
      const group = groups.ends[place] ?? 0;
      const key = group * datasetOrder + dataset;
      const value = usedBy.get(key) ?? 0;
      usedBy.set(key, value + 1);
      if (value === 0) enterMember(used, group, dataset, 1);
      else raiseMember(used, group, dataset, value);
    }
  }
}

function byPeriod(columns: HistoryColumns, graph: 'bases' | 'uses'): Int32Array[] {
  const { source } = columns[graph];
  const { period } = columns.models;
  const periodOf = new Int32Array(source.length);
  for (let edge = 0; edge < source.length; edge += 1)
    periodOf[edge] = period[source[edge] ?? 0] ?? columns.periods;
  return sortByPeriod(periodOf, columns.periods);
}

/** The numbers of each period, ascending, in time linear in both; those of none are left out. */
function sortByPeriod(period: Int32Array, periods: number): Int32Array[] {
  const sizes = new Int32Array(periods + 1);
  for (const one of period) sizes[Math.min(one, periods)] = (sizes[Math.min(one, periods)] ?? 0) + 1;
  const sorted = Array.from({ length: periods }, (_, one) => new Int32Array(sizes[one] ?? 0));
  const next = new Int32Array(periods);
  for (let number = 0; number < period.length; number += 1) {
    const one = period[number] ?? periods;
    if (one >= periods) continue;
    const place = next[one] ?? 0;
    (sorted[one] as Int32Array)[place] = number;
    next[one] = place + 1;
  }
  return sorted;
}
