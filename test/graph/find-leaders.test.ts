import { expect, it } from 'vitest';
import { findCandidates, leaderCount } from '../../src/graph/find-leaders.ts';
import { leastOfGreatest, toFrequencies } from '../../src/statistics/frequencies.ts';

const places = (...values: number[]): number[] =>
  findCandidates(values, leastOfGreatest(toFrequencies(values), leaderCount)).map(({ index }) => index);

it.each([
  [[], []],
  [[0, 0], []],
  [
    [0, 2, 1],
    [1, 2],
  ],
  [
    [5, 1, 4, 2, 3],
    [0, 2, 4],
  ],
  // Of equal ones all, for their ids decide.
  [
    [1, 3, 1, 2, 1],
    [0, 1, 2, 3, 4],
  ],
  [
    [7, 7, 7, 7, 6],
    [0, 1, 2, 3],
  ],
  [
    [3_000_000_001, 3_000_000_000, 2 ** 52, 5],
    [0, 1, 2],
  ],
])('%j: %j', (values, expected) => {
  expect(places(...values)).toEqual(expected);
});
