import { expect, it } from 'vitest';
import { compareOrders } from '../../src/statistics/compare-orders.ts';

const task = (name: string, before: number | null, after: number | null) => ({ task: name, before, after });

it('is of the tasks that have both means', () => {
  const means = [task('a', 3, 2), task('b', 2, 1), task('c', 1, 3), task('d', null, 9), task('e', 9, null)];
  // Of three pairs a–b keeps its order, the other two do not.
  expect(compareOrders(means)).toEqual({
    tasks: 3,
    top: ['c'],
    sameTop: false,
    tau: expect.closeTo(-1 / 3, 14),
  });
});

it('names all tasks with the greatest mean by name', () => {
  const means = [task('b', 5, 7), task('a', 5, 7), task('c', 1, 2)];
  expect(compareOrders(means)).toEqual({
    tasks: 3,
    top: ['a', 'b'],
    sameTop: true,
    tau: expect.closeTo(1, 14),
  });
});

it('of no task has nothing to compare', () => {
  expect(compareOrders([task('a', null, 1)])).toEqual({ tasks: 0, top: [], sameTop: null, tau: null });
});
