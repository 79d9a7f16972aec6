import { expect, it } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { growSamples, type HistoryColumns, membersOf } from '../../src/graph/history.ts';
import { listCounts, type Tally } from '../../src/graph/tally.ts';
import { type Random, seededRandom } from '../../src/statistics/random.ts';

const periods = 5;
const groups = 3;
const measures = [
  'datasets-per-model',
  'models-per-dataset',
  'derivatives-per-model',
  'bases-per-model',
] as const;

/** Distinct pairs, by source. */
function drawEdges(sources: number, targets: number, random: Random): [number, number][] {
  const pairs = new Set<number>();
  for (let draw = 0; draw < 3 * sources; draw += 1)
    pairs.add(Math.floor(random() * sources) * targets + Math.floor(random() ** 2 * targets));
  return [...pairs].sort((a, b) => a - b).map((pair) => [Math.floor(pair / targets), pair % targets]);
}

/** Repos, each of a period (the last is none) and of up to two groups. */
function drawMembers(count: number, random: Random) {
  const period = Array.from({ length: count }, () => Math.floor(random() * (periods + 1)));
  const isIn = period.map(() => Array.from({ length: groups }, () => random() < 0.5));
  return { period, isIn };
}

const toColumns = (edges: [number, number][]) => ({
  source: Int32Array.from(edges, ([source]) => source),
  target: Int32Array.from(edges, ([, target]) => target),
});

function toMembers({ period, isIn }: ReturnType<typeof drawMembers>, order: number) {
  const pairs = isIn.flatMap((of, member) =>
    of.flatMap((is, group): [number, number][] => (is ? [[member, group]] : [])),
  );
  const { source, target } = toColumns(pairs);
  return { period: Int32Array.from(period), groups: buildAdjacency(order, source, target) };
}

/** The values of a group and how often each occurs, ascending. */
function countValues(values: number[]): [number, number][] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  return distinct.map((value) => [value, values.filter((other) => other === value).length]);
}

const largestOf = (tally: Tally, group: number) => {
  const { largest = 0, holders = [] } = tally.groups[group] ?? {};
  return { largest, holders: [...holders].sort((a, b) => a - b) };
};

it.each([1, 2, 3, 4, 5, 6])(
  'every period is what a count of its members and edges gives, seed %i',
  (seed) => {
    const random = seededRandom(`history ${seed}`);
    const models = drawMembers(20, random);
    const datasets = drawMembers(12, random);
    // Datasets from 12 on are ghosts, 15 and 16 malformed names; models from 20 on likewise.
    const uses = drawEdges(20, 17, random);
    const bases = drawEdges(20, 23, random).filter(([source, target]) => source !== target);
    const columns: HistoryColumns = {
      ...{ periods, datasetOrder: 15, uses: toColumns(uses), bases: toColumns(bases) },
      ...{ models: toMembers(models, 20), datasets: toMembers(datasets, 15) },
    };
    let period = 0;
    for (const { tallies, used } of growSamples(columns, measures)) {
      const isThere = (time: number | undefined): boolean => time !== undefined && time <= period;
      const seen = { uses, bases };
      for (const graph of ['uses', 'bases'] as const)
        seen[graph] = seen[graph].filter(([source]) => isThere(models.period[source]));
      const countOf = {
        'datasets-per-model': (node: number) => seen.uses.filter(([source]) => source === node).length,
        'models-per-dataset': (node: number) => seen.uses.filter(([, target]) => target === node).length,
        'derivatives-per-model': (node: number) => seen.bases.filter(([, target]) => target === node).length,
        'bases-per-model': (node: number) => seen.bases.filter(([source]) => source === node).length,
      };
      for (const measure of measures)
        for (let group = 0; group < groups; group += 1) {
          const { period: times, isIn } = membersOf(measure) === 'models' ? models : datasets;
          const nodes = [...times.keys()].filter((node) => isThere(times[node]) && isIn[node]?.[group]);
          const values = nodes.map(countOf[measure]);
          const tally = tallies.get(measure) ?? { groups: [] };
          expect(listCounts(tally, group)).toEqual(countValues(values));
          const largest = Math.max(0, ...values);
          const holders = nodes.filter((_, place) => largest > 0 && values[place] === largest);
          expect(largestOf(tally, group)).toEqual({ largest, holders });
        }
      for (let group = 0; group < groups; group += 1) {
        const named = seen.uses.filter(([source, target]) => models.isIn[source]?.[group] && target < 15);
        const counts = [...new Set(named.map(([, target]) => target))].map(
          (dataset) => named.filter(([, target]) => target === dataset).length,
        );
        expect(listCounts(used, group)).toEqual(countValues(counts));
      }
      period += 1;
    }
    expect(period).toBe(periods);
  },
);
