import { expect, it } from 'vitest';
import { measureAges } from '../../src/graph/reuse-ages.ts';

it('counts days and years between the ends, and what has no date apart', () => {
  const created = Float64Array.from([
    Date.UTC(2023, 11, 31),
    Date.UTC(2024, 0, 2),
    Date.UTC(2024, 0, 1),
    Number.POSITIVE_INFINITY,
  ]);
  // 1 and 2 derive from 0, 2 from 1 too, which is younger; 3 has no date, 4 is not in the snapshot.
  const edges = { source: Int32Array.from([1, 2, 2, 3, 1]), target: Int32Array.from([0, 0, 1, 0, 4]) };
  const { daysOf, yearsBefore, undated } = measureAges(edges, created, Int32Array.from([5, -1, 5, 5]));
  expect([...daysOf].map(([group, days]) => [group, [...days]])).toEqual([
    [-1, [2]],
    [5, [-1, 1]],
  ]);
  expect([...yearsBefore].map(([year, counts]) => [year, [...counts]])).toEqual([
    [
      2024,
      [
        [1, 2],
        [0, 1],
      ],
    ],
  ]);
  expect(undated).toBe(2);
});
