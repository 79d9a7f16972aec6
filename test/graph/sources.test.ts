import { expect, it } from 'vitest';
import {
  addUp,
  countByTarget,
  groupEdges,
  groupsBy,
  placesOf,
  sortByTarget,
} from '../../src/graph/sources.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

it('sorts, counts and picks the sources of targets', () => {
  const edges = { source: ints(0, 1, 1, 2, 4), target: ints(2, 0, 2, 2, 0) };
  expect(sortByTarget(edges, 3)).toEqual({ starts: ints(0, 2, 2, 5), sources: ints(1, 4, 0, 1, 2) });
  expect(countByTarget(edges.target, 3)).toEqual(ints(2, 0, 3));
  expect([addUp(edges.target), addUp(ints())]).toEqual([6, 0]);
  const related = { ...edges, relations: ints(1, 2, 3, 4, 5) };
  expect(groupEdges(related, ints(7, -1, -1))).toEqual({
    source: ints(1, 4),
    target: ints(7, 7),
    relations: ints(2, 5),
  });
  expect(groupEdges(related, ints(0, -1, 1))).toEqual({ ...related, target: ints(1, 0, 1, 1, 0) });
  expect(groupEdges(related, ints(-1, 0, -1)).source).toEqual(ints());
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
    const kept = [...source.keys()].filter(isIn);
    const ofEdge = Int32Array.from(source.keys());
    expect(groupEdges({ source, target, relations: ofEdge }, groupOf)).toEqual({
      source: Int32Array.from(kept, (edge) => source[edge] ?? 0),
      target: Int32Array.from(kept, (edge) => groupOf[target[edge] ?? 0] ?? 0),
      relations: Int32Array.from(kept),
    });
  }
});

it.each([2, 127, 128, 400])(
  'finds where each of %i numbers is in a list, and the group of what they own',
  (n) => {
    // Backwards, so that a number is not its own place.
    const numbers = Array.from({ length: n }, (_, place) => 2 * (n - place));
    const places = placesOf(numbers, 2 * n + 2);
    expect([...places]).toEqual(Array.from({ length: 2 * n + 2 }, (_, number) => numbers.indexOf(number)));
    const owners = ints(-1, 2, 3, 2 * n);
    expect([...groupsBy(owners, places, n)]).toEqual([-1, n - 1, -1, 0]);
  },
);
