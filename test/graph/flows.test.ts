import { expect, it } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { countFlows, noTask, outside } from '../../src/graph/flows.ts';
import { seededRandom } from '../../src/statistics/random.ts';

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

it('is what a count by the words of both ends gives, on random uses', () => {
  const random = seededRandom('flows');
  for (let round = 0; round < 20; round += 1) {
    // Three tasks; four things are listed, 4 and 5 are not; model 5 is beyond those whose task is known.
    const listed = Array.from({ length: 4 }, () => [0, 1, 2].filter(() => random() < 0.4));
    const taskOf = Int32Array.from({ length: 5 }, () => Math.floor(random() * 4) - 1);
    const length = 12;
    const source = Int32Array.from({ length }, () => Math.floor(random() * 6));
    const target = Int32Array.from({ length }, () => Math.floor(random() * 6));
    const expected: Record<string, number> = {};
    const add = (edge: number, from: number | string, parts: number) => {
      const to = taskOf[source[edge] ?? 0] ?? -1;
      const name = `${from} → ${to === -1 ? 'none' : to}, 1/${parts}`;
      expected[name] = (expected[name] ?? 0) + 1;
    };
    for (let edge = 0; edge < length; edge += 1) {
      const tasks = listed[target[edge] ?? 0];
      if (tasks === undefined) add(edge, 'outside', 1);
      else if (tasks.length === 0) add(edge, 'none', 1);
      else for (const task of tasks) add(edge, task, tasks.length);
    }
    const pairs = listed.flatMap((tasks, thing) => tasks.map((task) => [thing, task] as const));
    const tasksOf = buildAdjacency(
      4,
      Int32Array.from(pairs, ([thing]) => thing),
      Int32Array.from(pairs, ([, task]) => task),
    );
    const nameOf = (task: number) => (task === outside ? 'outside' : task === noTask ? 'none' : `${task}`);
    const counted = countFlows({ source, target }, 4, taskOf, tasksOf).map(({ from, to, parts, uses }) => [
      `${nameOf(from)} → ${nameOf(to)}, 1/${parts}`,
      uses,
    ]);
    expect(new Set(counted.map(([name]) => name)).size).toBe(counted.length);
    expect(Object.fromEntries(counted)).toEqual(expected);
  }
});
