import { expect, it } from 'vitest';
import { findGreatest } from '../../src/graph/find-greatest.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const findValues = (values: number[], most: number) => {
  const { sure, tied, open } = findGreatest(Int32Array.from(values), most);
  return { sure: [...sure], tied: [...tied], open };
};

it.each([
  ['equal ones at the end are left to be chosen among', [5, 1, 3, 3, 3, 0], 2, [0], [2, 3, 4], 1],
  ['fewer than are wanted: all above 0', [0, 2, 1], 9, [1], [2], 1],
  ['all equal', [4, 4, 4], 2, [], [0, 1, 2], 2],
  ['nothing above 0', [0, 0], 3, [], [], 0],
  ['no node', [], 3, [], [], 0],
])('%s', (_, values, most, sure, tied, open) => {
  expect(findValues(values, most)).toEqual({ sure, tied, open });
});

it.each([1, 2, 3, 4, 5])('finds those that sorting all of them finds, seed %i', (seed) => {
  const random = seededRandom(`greatest ${seed}`);
  for (const most of [1, 2, 7, 50, 400]) {
    const values = Array.from({ length: 300 }, () => Math.floor(60 * random() ** 3));
    const least = values.filter((value) => value > 0).sort((a, b) => b - a)[most - 1] ?? 1;
    const { sure, tied, open } = findValues(values, most);
    const positive = values.filter((value) => value > 0).length;
    expect(sure.length + open).toBe(Math.min(most, positive));
    for (const node of tied) expect(values[node]).toBe(values[tied[0] ?? 0]);
    expect([...sure, ...tied].sort((a, b) => a - b)).toEqual(
      [...values.keys()].filter((node) => (values[node] ?? 0) >= least),
    );
  }
});
