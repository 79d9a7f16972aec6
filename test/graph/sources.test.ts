import { expect, it } from 'vitest';
import { countByTarget, findEdges, placesOf, sortByTarget } from '../../src/graph/sources.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

it('sorts, counts and picks the sources of targets', () => {
  const edges = { source: ints(0, 1, 1, 2, 4), target: ints(2, 0, 2, 2, 0) };
  expect(sortByTarget(edges, 3)).toEqual({ starts: ints(0, 2, 2, 5), sources: ints(1, 4, 0, 1, 2) });
  expect(countByTarget(edges.target, 3)).toEqual(ints(2, 0, 3));
  expect(findEdges(edges, ints(0, -1, -1))).toEqual([1, 4]);
  expect(findEdges(edges, ints(0, -1, 0))).toEqual([0, 1, 2, 3, 4]);
  expect(findEdges(edges, ints(-1, 0, -1))).toEqual([]);
  expect(placesOf([3, 1], 5)).toEqual(ints(-1, 1, -1, 0, -1));
});
