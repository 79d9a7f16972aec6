import { expect, it } from 'vitest';
import { quartiles } from '../../src/statistics/quartiles.ts';

it.each([
  [[1, 1, 1, 10], { q1: 1, median: 1, q3: 3.25 }],
  [[-2, 0, 5], { q1: -1, median: 0, q3: 2.5 }],
  [[7], { q1: 7, median: 7, q3: 7 }],
  [[], { q1: null, median: null, q3: null }],
])('quartiles of %j', (values, expected) => {
  expect(quartiles(Float64Array.from(values))).toEqual(expected);
});
