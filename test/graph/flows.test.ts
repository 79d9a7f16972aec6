import { expect, it } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { countFlows, noTask, outside } from '../../src/graph/flows.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

it('a use of a thing of two tasks is in both flows, each of two parts; ghosts and what has no task are distinguished', () => {
  // Things 0 (tasks 0 and 1), 1 (task 1), 2 (none), 3 (not in the snapshot); models 0 and 1 of task 0, model 2 of none.
  const tasksOf = buildAdjacency(4, ints(0, 0, 1), ints(0, 1, 1));
  const edges = { source: ints(0, 0, 1, 1, 2, 2), target: ints(0, 1, 0, 3, 2, 3) };
  expect(countFlows(edges, 3, ints(0, 0), tasksOf)).toEqual([
    { from: 0, to: 0, parts: 2, uses: 2 },
    { from: 1, to: 0, parts: 2, uses: 2 },
    { from: 1, to: 0, parts: 1, uses: 1 },
    { from: outside, to: 0, parts: 1, uses: 1 },
    { from: noTask, to: noTask, parts: 1, uses: 1 },
    { from: outside, to: noTask, parts: 1, uses: 1 },
  ]);
});
