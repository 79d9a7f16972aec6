import { type Adjacency, countNeighbours, degreeOf } from './adjacency.ts';
import { type BaseGraph, isPart, isRoot } from './base-graph.ts';
import { walkFrom } from './distances.ts';
import { findGenerations } from './generations.ts';
import { findStrongComponents, type StrongComponents } from './strong-components.ts';

/** The shape of all lineages, over the nodes that take part in at least one edge. */
export interface LineageShape {
  models: number;
  edges: number;
  /** Of the models, those that are not in the snapshot. */
  ghosts: number;
  /** Models with derivatives and without a base. */
  bases: number;
  components: number;
  largestComponent: number;
  /** Strongly connected components of two or more models. */
  cycles: number;
  /** For each bit of the relations, how many edges have it. */
  edgesByBit: number[];
  /** How many models are at each distance from the nearest base, from 1 on. */
  generations: { generation: number; models: number }[];
  /** How many models name each number of bases, from 1 on. */
  parents: { parents: number; models: number }[];
}

/**
 * @param listed the nodes below this number are in the snapshot, the others are ghosts
 * @param bits how many relations there are
 * @param strong the strong components of the graph of bases
 */
export function describeLineages(
  graph: BaseGraph,
  listed: number,
  bits: number,
  strong: StrongComponents = findStrongComponents(graph.bases),
): LineageShape {
  const { models, ...parts } = countParts(graph, listed);
  return {
    models,
    edges: graph.bases.ends.length,
    ...parts,
    ...measureComponents(graph),
    cycles: strong.sizes.reduce((sum, size) => (size > 1 ? sum + 1 : sum), 0),
    edgesByBit: countBits(graph, bits),
    generations: tally(findGenerations(graph.derivatives, graph.bases)).map(([generation, models]) => ({
      generation,
      models,
    })),
    parents: tally(countNeighbours(graph.bases)).map(([parents, models]) => ({ parents, models })),
  };
}

function countParts(graph: BaseGraph, listed: number): Pick<LineageShape, 'models' | 'ghosts' | 'bases'> {
  const counts = { models: 0, ghosts: 0, bases: 0 };
  for (let node = 0; node < graph.order; node += 1) {
    if (!isPart(graph, node)) continue;
    counts.models += 1;
    if (node >= listed) counts.ghosts += 1;
    if (isRoot(graph, node)) counts.bases += 1;
  }
  return counts;
}

/** The weakly connected components of two or more nodes: those that take part in an edge. */
function measureComponents(graph: BaseGraph): Pick<LineageShape, 'components' | 'largestComponent'> {
  const leaders = joinNodes(graph.bases);
  const sizes = new Int32Array(graph.order);
  for (let node = 0; node < graph.order; node += 1) {
    const leader = findLeader(leaders, node);
    sizes[leader] = (sizes[leader] ?? 0) + 1;
  }
  const found = { components: 0, largestComponent: 0 };
  for (const size of sizes) {
    if (size < 2) continue;
    found.components += 1;
    found.largestComponent = Math.max(found.largestComponent, size);
  }
  return found;
}

/**
 * For each node, one that it is connected with, of a smaller number; the least of a component is its own.
 * Source: Tarjan and van Leeuwen 1984, Worst-Case Analysis of Set Union Algorithms (halving).
 */
function joinNodes({ order, starts, ends }: Adjacency): Int32Array {
  const leaders = new Int32Array(order);
  for (let node = 0; node < order; node += 1) leaders[node] = node;
  for (let node = 0; node < order; node += 1) {
    const last = starts[node + 1] ?? 0;
    for (let place = starts[node] ?? 0; place < last; place += 1) {
      const one = findLeader(leaders, node);
      const other = findLeader(leaders, ends[place] ?? 0);
      leaders[Math.max(one, other)] = Math.min(one, other);
    }
  }
  return leaders;
}

function findLeader(leaders: Int32Array, start: number): number {
  let node = start;
  for (let above = leaders[node] ?? 0; above !== node; above = leaders[node] ?? 0) {
    const higher = leaders[above] ?? 0;
    leaders[node] = higher;
    node = higher;
  }
  return node;
}

function countBits({ bases, relations }: BaseGraph, bits: number): number[] {
  const ofSet = new Int32Array(2 ** bits);
  for (const edge of bases.edges) {
    const set = relations[edge] ?? 0;
    ofSet[set] = (ofSet[set] ?? 0) + 1;
  }
  return Array.from({ length: bits }, (_, bit) =>
    ofSet.reduce((sum, count, set) => ((set >> bit) & 1 ? sum + count : sum), 0),
  );
}

/** How often each number of 1 or more occurs, ascending. */
function tally(numbers: Int32Array): [number, number][] {
  const counts = new Int32Array(numbers.reduce((most, number) => Math.max(most, number), 0) + 1);
  for (const number of numbers) if (number >= 1) counts[number] = (counts[number] ?? 0) + 1;
  return Array.from(counts.entries()).filter(([, count]) => count > 0);
}

/** What descends from one model. */
export interface Descent {
  node: number;
  derivatives: number;
  /** Every model that reaches it, itself left out. */
  descendants: number;
  /** Greatest and mean distance of a descendant; null where there is none. */
  maxGeneration: number | null;
  meanGeneration: number | null;
}

/** Describes what descends from a node; distances are counted from that node. */
export function describeDescent({ derivatives }: BaseGraph, node: number): Descent {
  const { distances } = walkFrom(derivatives, [node]);
  const descendants = distances.length - 1;
  const sum = distances.reduce((total, distance) => total + distance, 0);
  return {
    node,
    derivatives: degreeOf(derivatives, node),
    descendants,
    maxGeneration: descendants === 0 ? null : (distances.at(-1) ?? null),
    meanGeneration: descendants === 0 ? null : sum / descendants,
  };
}
