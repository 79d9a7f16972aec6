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
      const incoming = grown.filter(
        ({ measure }) => growing[measure].edges === graph && growing[measure].counts === 'in',
      );
      for (const edge of edges[graph][period] ?? []) {
        const target = columns[graph].target[edge] ?? 0;
        for (const one of incoming) addEdge(columns, one, target, period);
        if (graph === 'uses' && isDiverse && target < columns.datasetOrder) {
          addUse(
            columns.models.groups,
            columns.uses.source[edge] ?? 0,
            target,
            columns.datasetOrder,
            usedBy,
            used,
          );
        }
      }
    }
    for (const { measure, values, tally } of grown) {
      const kind = growing[measure].members;
      const { groups } = columns[kind];
      for (const node of members[kind][period] ?? []) {
        eachGroup(groups, node, (group) => enterMember(tally, group, node, values[node] ?? 0));
      }
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

/** One more source of a target, whose value grows where it is there already. */
function addEdge(
  columns: HistoryColumns,
  { measure, values, tally }: Grown,
  target: number,
  period: number,
): void {
  if (target >= values.length) return;
  const value = values[target] ?? 0;
  values[target] = value + 1;
  const { period: periodOf, groups } = columns[growing[measure].members];
  if ((periodOf[target] ?? period) >= period) return;
  eachGroup(groups, target, (group) => raiseMember(tally, group, target, value));
}

/** One more model of a group that uses a dataset. */
function addUse(
  groups: Adjacency,
  source: number,
  dataset: number,
  order: number,
  usedBy: Map<number, number>,
  used: Tally,
): void {
  eachGroup(groups, source, (group) => {
    const key = group * order + dataset;
    const value = usedBy.get(key) ?? 0;
    usedBy.set(key, value + 1);
    if (value === 0) enterMember(used, group, dataset, 1);
    else raiseMember(used, group, dataset, value);
  });
}

function eachGroup({ starts, ends }: Adjacency, node: number, visit: (group: number) => void): void {
  const last = starts[node + 1] ?? 0;
  for (let place = starts[node] ?? 0; place < last; place += 1) visit(ends[place] ?? 0);
}

function byPeriod(columns: HistoryColumns, graph: 'bases' | 'uses'): Int32Array[] {
  const { source } = columns[graph];
  const { period } = columns.models;
  return sortByPeriod(
    Int32Array.from(source, (model) => period[model] ?? columns.periods),
    columns.periods,
  );
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
