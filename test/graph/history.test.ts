import { expect, it } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { growSamples, type HistoryColumns, isGrowing, membersOf } from '../../src/graph/history.ts';
import { enterMember, listCounts, makeTally, raiseMember, type Tally } from '../../src/graph/tally.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

/** By group: how many have each value, and the holders of the largest; counts of 0 left out. */
const plain = (tally: Tally) =>
  Object.fromEntries(
    tally.groups.flatMap((group, number) =>
      group === undefined
        ? []
        : [
            [
              number,
              {
                counts: Object.fromEntries(listCounts(tally, number)),
                value: group.largest,
                holders: group.holders,
              },
            ],
          ],
    ),
  );

it('a tally: members enter and rise; the holders of the largest value are all that have it', () => {
  const tally = makeTally();
  enterMember(tally, 7, 0, 0);
  expect(plain(tally)).toEqual({ 7: { counts: { 0: 1 }, value: 0, holders: [] } });
  enterMember(tally, 7, 1, 2);
  enterMember(tally, 7, 2, 1);
  enterMember(tally, 7, 3, 2);
  enterMember(tally, 8, 4, 1);
  expect(plain(tally)).toEqual({
    7: { counts: { 0: 1, 1: 1, 2: 2 }, value: 2, holders: [1, 3] },
    8: { counts: { 1: 1 }, value: 1, holders: [4] },
  });
  raiseMember(tally, 7, 2, 1);
  raiseMember(tally, 7, 0, 0);
  expect(plain(tally)[7]).toEqual({ counts: { 1: 1, 2: 3 }, value: 2, holders: [1, 3, 2] });
  raiseMember(tally, 7, 2, 2);
  expect(plain(tally)[7]).toEqual({ counts: { 1: 1, 2: 2, 3: 1 }, value: 3, holders: [2] });
  // Far beyond what there was room for, and no group where nobody entered.
  enterMember(tally, 7, 5, 1000);
  expect(listCounts(tally, 7)).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
    [1000, 1],
  ]);
  expect(listCounts(tally, 3)).toEqual([]);
});

// Models 0 and 2 are there from the first period, 1 from the second, 3 has no date; datasets 0 and 1 likewise; 2 is a
// ghost, 3 a malformed name. Groups 0 and 1 are of models, 2 of datasets.
const columns: HistoryColumns = {
  periods: 2,
  models: { period: ints(0, 1, 0, 2), groups: buildAdjacency(4, ints(0, 1, 2, 3), ints(0, 0, 1, 1)) },
  datasets: { period: ints(0, 1), groups: buildAdjacency(3, ints(0, 1), ints(2, 2)) },
  bases: { source: ints(1, 2, 3), target: ints(0, 0, 0) },
  uses: { source: ints(0, 0, 1, 1, 1, 3), target: ints(0, 1, 1, 2, 3, 0) },
  datasetOrder: 3,
};

const everything = [
  'datasets-per-model',
  'models-per-dataset',
  'derivatives-per-model',
  'bases-per-model',
] as const;

it('each period counts the members and the edges that are there by its end', () => {
  const seen: Record<string, unknown>[] = [];
  for (const { tallies, used } of growSamples(columns, everything)) {
    seen.push({
      ...Object.fromEntries([...tallies].map(([name, tally]) => [name, plain(tally)])),
      used: plain(used),
    });
  }
  expect(seen).toEqual([
    {
      'datasets-per-model': {
        0: { counts: { 2: 1 }, value: 2, holders: [0] },
        1: { counts: { 0: 1 }, value: 0, holders: [] },
      },
      'models-per-dataset': { 2: { counts: { 1: 1 }, value: 1, holders: [0] } },
      'derivatives-per-model': {
        0: { counts: { 1: 1 }, value: 1, holders: [0] },
        1: { counts: { 0: 1 }, value: 0, holders: [] },
      },
      'bases-per-model': {
        0: { counts: { 0: 1 }, value: 0, holders: [] },
        1: { counts: { 1: 1 }, value: 1, holders: [2] },
      },
      used: { 0: { counts: { 1: 2 }, value: 1, holders: [0, 1] } },
    },
    {
      'datasets-per-model': {
        0: { counts: { 2: 1, 3: 1 }, value: 3, holders: [1] },
        1: { counts: { 0: 1 }, value: 0, holders: [] },
      },
      'models-per-dataset': { 2: { counts: { 1: 1, 2: 1 }, value: 2, holders: [1] } },
      'derivatives-per-model': {
        0: { counts: { 0: 1, 2: 1 }, value: 2, holders: [0] },
        1: { counts: { 0: 1 }, value: 0, holders: [] },
      },
      'bases-per-model': {
        0: { counts: { 0: 1, 1: 1 }, value: 1, holders: [1] },
        1: { counts: { 1: 1 }, value: 1, holders: [2] },
      },
      used: { 0: { counts: { 1: 2, 2: 1 }, value: 2, holders: [1] } },
    },
  ]);
});

it('datasets in use are counted only for the diversity of models; other measures grow alone', () => {
  const [first] = growSamples(columns, ['bases-per-model']);
  expect([...(first?.tallies.keys() ?? [])]).toEqual(['bases-per-model']);
  expect(plain(first?.used ?? makeTally())).toEqual({});
});

it('which measures grow edge by edge, and whose they are', () => {
  expect(everything.map(isGrowing)).toEqual([true, true, true, true]);
  expect(
    (['descendants-per-model', 'owners-per-dataset', 'downloads-per-model'] as const).some(isGrowing),
  ).toBe(false);
  expect(everything.map(membersOf)).toEqual(['models', 'datasets', 'models', 'models']);
});
