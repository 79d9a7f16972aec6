import { describe, expect, it } from 'vitest';
import { buildBaseGraph, isPart, isRoot } from '../../src/graph/base-graph.ts';
import { growTree } from '../../src/graph/family-tree.ts';
import { describeDescent, describeLineages } from '../../src/graph/lineage.ts';
import { removeModels } from '../../src/graph/removal.ts';

const finetune = 1;
const adapter = 2;
const merge = 8;

type Edge = readonly [derived: number, base: number, relations: number];

const graphOf = (order: number, edges: readonly Edge[]) =>
  buildBaseGraph(order, {
    source: Int32Array.from(edges, ([derived]) => derived),
    target: Int32Array.from(edges, ([, base]) => base),
    relations: Int32Array.from(edges, ([, , relations]) => relations),
  });

// Listed: a base 0, its fine-tune 1, an adapter 2 of that and a fine-tune 3 of the adapter; 4 merges 1 and the ghost
// 9; a cycle 5 ⇄ 6; 7 and 8 stand alone. 10 would be a malformed name.
const family = graphOf(10, [
  [1, 0, finetune],
  [2, 1, adapter],
  [3, 2, finetune],
  [4, 1, merge],
  [4, 9, merge | finetune],
  [5, 6, finetune],
  [6, 5, finetune],
  [7, 10, finetune],
]);

it('takes part in an edge; is a root, with derivatives and no base', () => {
  const nodes = [...Array(10).keys()];
  expect(nodes.filter((node) => isPart(family, node))).toEqual([0, 1, 2, 3, 4, 5, 6, 9]);
  expect(nodes.filter((node) => isRoot(family, node))).toEqual([0, 9]);
});

describe('the shape of all lineages', () => {
  it('counts the models that take part in an edge, ghosts included, malformed names not', () => {
    expect(describeLineages(family, 9, 5)).toEqual({
      models: 8,
      edges: 7,
      ghosts: 1,
      bases: 2,
      components: 2,
      largestComponent: 6,
      cycles: 1,
      edgesByBit: [5, 1, 0, 2, 0],
      generations: [
        { generation: 1, models: 2 },
        { generation: 2, models: 1 },
        { generation: 3, models: 1 },
      ],
      parents: [
        { parents: 1, models: 5 },
        { parents: 2, models: 1 },
      ],
    });
  });

  it('of no edge at all', () => {
    const none = describeLineages(graphOf(3, []), 3, 5);
    expect(none).toMatchObject({ models: 0, edges: 0, components: 0, largestComponent: 0, generations: [] });
  });

  it('of one base: descendants with their distances', () => {
    expect(describeDescent(family, 0)).toEqual({
      node: 0,
      derivatives: 1,
      descendants: 4,
      maxGeneration: 3,
      meanGeneration: (1 + 2 + 2 + 3) / 4,
    });
    expect(describeDescent(family, 3)).toMatchObject({
      descendants: 0,
      maxGeneration: null,
      meanGeneration: null,
    });
    expect(describeDescent(family, 5)).toMatchObject({ descendants: 1, maxGeneration: 1 });
  });
});

describe('what falls with a model', () => {
  it('all descendants; those unavailable need its weights, or those of what is unavailable', () => {
    const fall = removeModels(family, [1], adapter);
    expect([...fall.descendants].sort()).toEqual([2, 3, 4]);
    expect([...fall.unavailable]).toEqual([2]);
  });

  it('an adapter of an unavailable adapter is unavailable; a full fine-tune of it is not', () => {
    const chain = graphOf(4, [
      [1, 0, adapter],
      [2, 1, adapter | finetune],
      [3, 2, finetune],
    ]);
    expect([...removeModels(chain, [0], adapter).unavailable]).toEqual([1, 2]);
  });

  it('removal of all is all: nothing is left to fall', () => {
    const fall = removeModels(family, [...Array(10).keys()], adapter);
    expect(fall.descendants).toHaveLength(0);
    expect(fall.unavailable).toHaveLength(0);
  });

  it('a cycle falls as a whole', () => {
    expect([...removeModels(family, [5], adapter).descendants]).toEqual([6]);
  });
});

describe('the tree of a model', () => {
  const everything = { up: 99, down: 99, width: 99 };

  it('each relative once, at its shortest distance; the other parents of merges', () => {
    const tree = growTree(family, 1, everything);
    expect(tree.ancestors).toEqual([{ node: 0, distance: 1, from: 1, relations: finetune }]);
    expect(tree.descendants).toEqual([
      { node: 2, distance: 1, from: 1, relations: adapter },
      { node: 4, distance: 1, from: 1, relations: merge },
      { node: 3, distance: 2, from: 2, relations: finetune },
    ]);
    expect(tree.otherParents).toEqual([{ node: 9, of: 4, relations: merge | finetune }]);
    expect(tree.hidden).toEqual([]);
  });

  it('cut branches hide all that is below them, each model once', () => {
    expect(growTree(family, 0, { ...everything, down: 1 }).hidden).toEqual([
      {
        under: 1,
        nodes: [
          { node: 2, relations: adapter },
          { node: 4, relations: merge },
          { node: 3, relations: finetune },
        ],
      },
    ]);
    const narrow = growTree(family, 1, { ...everything, width: 1 });
    expect(narrow.descendants.map(({ node }) => node)).toEqual([2, 3]);
    expect(narrow.hidden).toEqual([{ under: 1, nodes: [{ node: 4, relations: merge }] }]);
    expect(growTree(family, 2, { ...everything, up: 1 }).ancestors.map(({ node }) => node)).toEqual([1]);
  });

  it('of one layer, those with most derivatives first, then the first', () => {
    // 0 has 1 to 4; 5 and 6 are of 3, 7 and 8 of 2, 9 of 4; 6 is of 2 too, which is shown before 3 of as many.
    const children = [1, 2, 3, 4].map((node): Edge => [node, 0, finetune]);
    const below = [
      [5, 3],
      [6, 3],
      [7, 2],
      [8, 2],
      [6, 2],
      [9, 4],
    ].map(([node = 0, base = 0]): Edge => [node, base, adapter]);
    const graph = graphOf(10, [...children, ...below]);
    const tree = growTree(graph, 0, everything);
    expect(tree.descendants.map(({ node, from }) => [node, from])).toEqual([
      ...[2, 3, 4, 1].map((node) => [node, 0]),
      ...[6, 7, 8].map((node) => [node, 2]),
      ...[
        [5, 3],
        [9, 4],
      ],
    ]);
    const narrow = growTree(graph, 0, { ...everything, width: 2 });
    expect(narrow.descendants.map(({ node }) => node)).toEqual([2, 3, 6, 7, 5]);
    expect(narrow.hidden.map(({ under, nodes }) => [under, nodes.map(({ node }) => node)])).toEqual([
      [0, [4, 1, 9]],
      [2, [8]],
    ]);
    const few = growTree(graph, 0, { ...everything, most: 5 });
    expect(few.descendants.map(({ node }) => node)).toEqual([2, 3, 4, 1, 6]);
  });

  it('a cycle ends: the model itself is not its own relative', () => {
    const tree = growTree(family, 5, everything);
    expect(tree.ancestors.map(({ node }) => node)).toEqual([6]);
    expect(tree.descendants.map(({ node }) => node)).toEqual([6]);
  });

  it('shown and hidden together are the descendants, on a dense graph of many paths', () => {
    const order = 60;
    const edges: Edge[] = [];
    for (let node = 1; node < order; node += 1)
      for (const base of new Set([Math.floor(node / 3), (node * 7) % node, (node * 11 + 5) % order]))
        if (base !== node) edges.push([node, base, finetune]);
    const graph = graphOf(order, edges);
    const { descendants } = describeDescent(graph, 0);
    for (const width of [1, 2, 5])
      for (const down of [0, 1, 2, 9]) {
        const tree = growTree(graph, 0, { up: 9, down, width });
        const all = [...tree.descendants, ...tree.hidden.flatMap(({ nodes }) => nodes)].map(
          ({ node }) => node,
        );
        expect(new Set(all).size).toBe(all.length);
        expect(all).toHaveLength(descendants);
      }
  });
});
