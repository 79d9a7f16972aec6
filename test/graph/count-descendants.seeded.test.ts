import { describe, expect, it } from 'vitest';
import { countDescendants } from '../../src/graph/count-descendants.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { seeds } from '../support/tier.ts';

type Edge = readonly [derived: number, base: number];

const count = (order: number, edges: readonly Edge[], listed = order): number[] => [
  ...countDescendants(
    { order, listed },
    Int32Array.from(edges, ([derived]) => derived),
    Int32Array.from(edges, ([, base]) => base),
  ),
];

/** By a walk from every node. */
function walked(edges: readonly Edge[], listed: number): number[] {
  return Array.from({ length: listed }, (_, start) => {
    const seen = new Set([start]);
    for (const node of seen) {
      for (const [derived, base] of edges) if (base === node) seen.add(derived);
    }
    return [...seen].filter((node) => node < listed).length - 1;
  });
}

describe('descendants of each model', () => {
  it('counts listed models alone: what is not listed leads on, as a leaf too, and does not count', () => {
    // 3 and 4 are not listed: 3 is between 0 and 2, 4 is a leaf of 1.
    const edges: Edge[] = [
      [1, 0],
      [3, 0],
      [2, 3],
      [4, 1],
    ];
    expect(count(5, edges, 3)).toEqual([2, 0, 0]);
  });

  it.each<[string, number, Edge[], number[]]>([
    ['none', 2, [], [0, 0]],
    ['no model at all', 0, [], []],
    [
      'a chain',
      4,
      [
        [1, 0],
        [2, 1],
        [3, 2],
      ],
      [3, 2, 1, 0],
    ],
    [
      'a star',
      4,
      [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      [3, 0, 0, 0],
    ],
    [
      'a merge of siblings counts once',
      4,
      [
        [1, 0],
        [2, 0],
        [3, 1],
        [3, 2],
      ],
      [3, 1, 1, 0],
    ],
    [
      'a merge of strangers, with a child',
      4,
      [
        [2, 0],
        [2, 1],
        [3, 2],
      ],
      [2, 2, 1, 0],
    ],
    [
      'base and grandbase both named',
      3,
      [
        [1, 0],
        [2, 1],
        [2, 0],
      ],
      [2, 1, 0],
    ],
    [
      'a cycle',
      3,
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
      [2, 2, 2],
    ],
    [
      'a cycle with a base and a child',
      4,
      [
        [1, 0],
        [1, 2],
        [2, 1],
        [3, 2],
      ],
      [3, 2, 2, 0],
    ],
    [
      'two merges of the same two',
      4,
      [
        [2, 0],
        [2, 1],
        [3, 0],
        [3, 1],
      ],
      [2, 2, 0, 0],
    ],
    [
      'edges twice, and a self-loop',
      2,
      [
        [1, 0],
        [1, 0],
        [1, 1],
      ],
      [1, 0],
    ],
  ])('%s', (_, order, edges, expected) => {
    expect(count(order, edges)).toEqual(expected);
  });

  it('ghosts lead nowhere and are not counted, malformed names are not nodes', () => {
    // Nodes 0 and 1 are listed, 2 is a ghost, 3 is beyond.
    expect(
      count(
        3,
        [
          [0, 2],
          [1, 2],
          [1, 0],
          [0, 3],
        ],
        2,
      ),
    ).toEqual([1, 0]);
  });

  it.each(seeds(200, 2000))('are what a walk from each finds, random graph %i', (seed) => {
    const draw = seededRandom(`descendants ${seed}`);
    const order = 1 + Math.floor(draw() * 14);
    const listed = Math.max(1, order - Math.floor(draw() * 3));
    const node = (below: number): number => Math.floor(draw() * below);
    const edges = Array.from({ length: node(2.5 * order) }, (): Edge => [node(listed), node(order)]);
    expect(count(order, edges, listed)).toEqual(walked(edges, listed));
  });

  it('a million generations, each naming all of its last three ancestors', () => {
    const order = 1_000_000;
    const derived = new Int32Array(3 * order);
    const bases = new Int32Array(3 * order);
    for (let node = 0; node < order; node += 1) {
      for (let back = 0; back < 3; back += 1) {
        derived[3 * node + back] = node;
        bases[3 * node + back] = Math.max(0, node - back - 1);
      }
    }
    const counts = countDescendants({ order, listed: order }, derived, bases);
    expect([counts[0], counts[1], counts[order - 2], counts[order - 1]]).toEqual([999_999, 999_998, 1, 0]);
  });

  it('a cycle of a million', () => {
    const order = 1_000_000;
    const derived = Int32Array.from({ length: order }, (_, node) => node);
    const counts = countDescendants(
      { order, listed: order },
      derived,
      derived.map((node) => (node + 1) % order),
    );
    expect([counts[0], counts[order - 1]]).toEqual([999_999, 999_999]);
  });
});
