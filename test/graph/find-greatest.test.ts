import { expect, it } from 'vitest';
import { findGreatest } from '../../src/graph/find-greatest.ts';

const found = (values: number[], most: number) => {
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
  expect(found(values, most)).toEqual({ sure, tied, open });
});
