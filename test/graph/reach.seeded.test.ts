import { expect, it } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { walkFrom } from '../../src/graph/distances.ts';
import { reachCounter } from '../../src/graph/reach.ts';
import { countByTarget } from '../../src/graph/sources.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { seeds } from '../support/tier.ts';

const ints = (...numbers: number[]) => Int32Array.from(numbers);

it('counts what reaches some nodes, in graphs with any cycles, again and again', () => {
  const edges = { source: ints(0, 1, 2, 3, 4), target: ints(2, 0, 1, 2, 4) };
  const count = reachCounter(edges, countByTarget(edges.target, 5), ints(0, 0, 0, 0, 0));
  expect([count([0]), count([0]), count([0, 1]), count([3]), count([4]), count([])]).toEqual([
    3, 3, 2, 0, 0, 0,
  ]);
});

it('a leaf is counted once: with one base, with two that are both reached, and not where it is a root', () => {
  // 1 and 2 derive from 0; 3 from 1 alone, 4 from 1 and 2.
  const edges = { source: ints(1, 2, 3, 4, 4), target: ints(0, 0, 1, 1, 2) };
  expect(reachCounter(edges, countByTarget(edges.target, 5), ints(0, -1, -1, -1, -1))([0])).toBe(4);
  const count = reachCounter(edges, countByTarget(edges.target, 5), ints(0, 1, 1, 0, -1));
  expect([count([0]), count([0, 3]), count([1, 2]), count([3])]).toEqual([4, 3, 2, 0]);
});

it.each(seeds(1, 40))('counts what a walk finds, with ghosts, cycles and self-loops, seed %i', (seed) => {
  const random = seededRandom(`reach ${seed}`);
  const order = 2 + Math.floor(40 * random());
  const pairs = Array.from({ length: Math.floor(60 * random()) }, () => [
    Math.floor(order * random()),
    // Few nodes are targets, as in real graphs, so that most are leaves.
    Math.floor(order * random() ** 3),
  ]).sort(([a = 0], [b = 0]) => a - b);
  const edges = {
    source: Int32Array.from(pairs, ([source]) => source ?? 0),
    target: Int32Array.from(pairs, ([, target]) => target ?? 0),
  };
  const derivatives = buildAdjacency(order, edges.target, edges.source);
  const groups = Array.from({ length: 4 }, (_, group) => group);
  const groupOf = Int32Array.from({ length: order }, () => Math.floor(6 * random()) - 2).map((one) =>
    Math.max(one, -1),
  );
  const count = reachCounter(edges, countByTarget(edges.target, order), groupOf);
  for (const group of groups) {
    const roots = [...groupOf.keys()].filter((node) => groupOf[node] === group);
    expect(count(roots)).toBe(walkFrom(derivatives, roots).nodes.length - roots.length);
  }
});
