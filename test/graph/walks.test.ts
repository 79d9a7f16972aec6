import { describe, expect, it } from 'vitest';
import { buildAdjacency, degreeOf } from '../../src/graph/adjacency.ts';
import { walkFrom } from '../../src/graph/distances.ts';
import { findGenerations } from '../../src/graph/generations.ts';
import { findStrongComponents } from '../../src/graph/strong-components.ts';
import { seededRandom } from '../../src/statistics/random.ts';

type Edge = readonly [derived: number, base: number];

const columns = (edges: readonly Edge[]) => ({
  source: Int32Array.from(edges, ([derived]) => derived),
  target: Int32Array.from(edges, ([, base]) => base),
});

function bothWays(order: number, edges: readonly Edge[]) {
  const { source, target } = columns(edges);
  return { bases: buildAdjacency(order, source, target), derivatives: buildAdjacency(order, target, source) };
}

// A base 0 with a chain 1, 2, 3; a merge 4 of 1 and of a second base 5; a cycle 6 ⇄ 7 with a model 8 below; 9 alone.
const family: readonly Edge[] = [
  [1, 0],
  [2, 1],
  [3, 2],
  [4, 1],
  [4, 5],
  [6, 7],
  [7, 6],
  [8, 7],
];

describe('a family of ten models', () => {
  const { bases, derivatives } = bothWays(10, family);

  it('neighbours keep the order of the edges, and name them', () => {
    expect([...bases.ends.subarray(bases.starts[4], bases.starts[5])]).toEqual([1, 5]);
    expect([...bases.edges.subarray(bases.starts[4], bases.starts[5])]).toEqual([3, 4]);
    expect(degreeOf(derivatives, 1)).toBe(2);
    expect(degreeOf(derivatives, 9)).toBe(0);
  });

  it('generation: shortest distance from a base; none in a cycle and below it', () => {
    expect([...findGenerations(derivatives, bases)]).toEqual([0, 1, 2, 3, 1, 0, -1, -1, -1, -1]);
  });

  it('descendants with their distance, each once; as far as asked', () => {
    const { nodes, distances } = walkFrom(derivatives, [0]);
    expect([...nodes]).toEqual([0, 1, 2, 4, 3]);
    expect([...distances]).toEqual([0, 1, 2, 2, 3]);
    expect([...walkFrom(derivatives, [0], { most: 1 }).nodes]).toEqual([0, 1]);
  });

  it('a source that is named twice, or reached from another, is one node at distance 0', () => {
    const { nodes, distances } = walkFrom(derivatives, [5, 1, 5]);
    expect([...nodes]).toEqual([5, 1, 4, 2, 3]);
    expect([...distances]).toEqual([0, 0, 1, 1, 2]);
    expect([...walkFrom(derivatives, [0, 1]).distances]).toEqual([0, 0, 1, 1, 2]);
  });

  it('one cycle of two', () => {
    const { numberOf, sizes } = findStrongComponents(bases);
    expect(numberOf[6]).toBe(numberOf[7]);
    expect([...sizes].filter((size) => size > 1)).toEqual([2]);
  });
});

it('a chain of a million generations, and a cycle as long', () => {
  const order = 1_000_000;
  const chain = Array.from({ length: order - 1 }, (_, node): Edge => [node + 1, node]);
  const { bases, derivatives } = bothWays(order, chain);
  expect(findGenerations(derivatives, bases)[order - 1]).toBe(order - 1);
  expect(findStrongComponents(bases).sizes.length).toBe(order);
  const ring = bothWays(order, [...chain, [0, order - 1]]);
  expect([...findStrongComponents(ring.bases).sizes]).toEqual([order]);
});

it('malformed names, numbered behind the nodes, are not neighbours', () => {
  const edges: readonly Edge[] = [
    [0, 2],
    [1, 2],
  ];
  const { bases } = bothWays(2, edges);
  expect(bases.ends.length).toBe(0);
  // Several of them, beside a base that is a node.
  const mixed = bothWays(2, [
    [1, 0],
    [0, 2],
    [0, 3],
    [1, 4],
  ]);
  for (const [{ starts, ends, edges: numbers }, node] of [
    [mixed.bases, 1],
    [mixed.derivatives, 0],
  ] as const) {
    expect([[...ends], [...numbers]]).toEqual([[1 - node], [0]]);
    expect([starts[node], starts[node + 1], starts[2]]).toEqual([0, 1, 1]);
  }
});

/** Which nodes can be reached, by asking every pair (Warshall 1962). */
function reachability(order: number, edges: readonly Edge[]): boolean[][] {
  const reaches = Array.from({ length: order }, () => new Array<boolean>(order).fill(false));
  const set = (from: number, to: number) => {
    const row = reaches[from];
    if (row !== undefined) row[to] = true;
  };
  for (const [derived, base] of edges) set(derived, base);
  for (let via = 0; via < order; via += 1)
    for (let from = 0; from < order; from += 1)
      if (reaches[from]?.[via]) for (let to = 0; to < order; to += 1) if (reaches[via]?.[to]) set(from, to);
  return reaches;
}

describe.each(Array.from({ length: 40 }, (_, seed) => seed))('random graph %i', (seed) => {
  const random = seededRandom(`walks ${seed}`);
  const order = 2 + Math.floor(random() * 12);
  const edges = Array.from(
    { length: Math.floor(random() * 2 * order) },
    (): Edge => [Math.floor(random() * order), Math.floor(random() * order)],
  );
  const reaches = reachability(order, edges);
  const { bases } = bothWays(order, edges);

  it('reaches what a matrix of all pairs reaches', () => {
    for (let node = 0; node < order; node += 1) {
      const found = new Set(walkFrom(bases, [node]).nodes);
      for (let other = 0; other < order; other += 1) {
        expect(found.has(other)).toBe(other === node || reaches[node]?.[other] === true);
      }
    }
  });

  it('two nodes are strongly connected where each reaches the other; edges lead to no greater number', () => {
    const { numberOf } = findStrongComponents(bases);
    for (let a = 0; a < order; a += 1)
      for (let b = 0; b < order; b += 1) {
        const both = a === b || (reaches[a]?.[b] === true && reaches[b]?.[a] === true);
        expect(numberOf[a] === numberOf[b]).toBe(both);
      }
    for (const [derived, base] of edges) expect(numberOf[base]).toBeLessThanOrEqual(numberOf[derived] ?? -1);
  });
});
