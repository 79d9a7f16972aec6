import { expect, it } from 'vitest';
import { countByTarget, findEdges, placesOf, sortByTarget } from '../../src/graph/sources.ts';
import { seededRandom } from '../../src/statistics/random.ts';

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

it('of some targets only, wherever the others are among the edges', () => {
  const random = seededRandom('sources');
  for (let round = 0; round < 40; round += 1) {
    const length = Math.floor(20 * random());
    const source = Int32Array.from({ length }, () => Math.floor(9 * random()));
    const target = Int32Array.from({ length }, () => Math.floor(7 * random()));
    const sourcesAt = (node: number) => source.filter((_, edge) => target[edge] === node);
    const listsOf = ({ starts, sources }: ReturnType<typeof sortByTarget>) =>
      [...starts.subarray(1)].map((end, place) => sources.subarray(starts[place], end));
    for (const targets of [0, 1, 4, 7])
      expect(listsOf(sortByTarget({ source, target }, targets))).toEqual(
        Array.from({ length: targets }, (_, node) => sourcesAt(node)),
      );
    const groupOf = Int32Array.from({ length: 7 }, () => Math.floor(3 * random()) - 1);
    const isIn = (edge: number): boolean => groupOf[target[edge] ?? 0] !== -1;
    expect(findEdges({ target }, groupOf)).toEqual([...source.keys()].filter(isIn));
  }
});
