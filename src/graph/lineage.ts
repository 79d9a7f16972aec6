import { type Adjacency, degreeOf } from './adjacency.ts';
import { type BaseGraph, isPart, isRoot } from './base-graph.ts';
import { walkFrom } from './distances.ts';
import { findGenerations } from './generations.ts';
import { findStrongComponents } from './strong-components.ts';

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
 */
export function describeLineages(graph: BaseGraph, listed: number, bits: number): LineageShape {
  const parts: number[] = [];
  for (let node = 0; node < graph.order; node += 1) if (isPart(graph, node)) parts.push(node);
  const sizes = componentSizes(graph);
  return {
    models: parts.length,
    edges: graph.bases.ends.length,
    ghosts: parts.filter((node) => node >= listed).length,
    bases: parts.filter((node) => isRoot(graph, node)).length,
    components: sizes.length,
    largestComponent: sizes.reduce((largest, size) => Math.max(largest, size), 0),
    cycles: findStrongComponents(graph.bases).sizes.filter((size) => size > 1).length,
    edgesByBit: countBits(graph, bits),
    generations: tally(findGenerations(graph.derivatives, graph.bases)).map(([generation, models]) => ({
      generation,
      models,
    })),
    parents: tally(parts.map((node) => degreeOf(graph.bases, node))).map(([parents, models]) => ({
      parents,
      models,
    })),
  };
}

/** Sizes of the weakly connected components of two or more nodes: those that take part in an edge. */
function componentSizes(graph: BaseGraph): number[] {
  const seen = new Uint8Array(graph.order);
  const sizes: number[] = [];
  for (let start = 0; start < graph.order; start += 1) {
    if (seen[start] === 0 && isPart(graph, start)) sizes.push(fillComponent(graph, start, seen));
  }
  return sizes;
}

/** Marks all nodes connected with a node in either direction. @returns how many there are */
function fillComponent({ bases, derivatives }: BaseGraph, start: number, seen: Uint8Array): number {
  seen[start] = 1;
  const stack = [start];
  let size = 0;
  const visit = ({ starts, ends }: Adjacency, node: number): void => {
    for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at += 1) {
      const end = ends[at] ?? 0;
      if (seen[end] === 1) continue;
      seen[end] = 1;
      stack.push(end);
    }
  };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    size += 1;
    visit(bases, node);
    visit(derivatives, node);
  }
  return size;
}

function countBits({ bases, relations }: BaseGraph, bits: number): number[] {
  const counts = new Array<number>(bits).fill(0);
  for (const edge of bases.edges) {
    for (let bit = 0; bit < bits; bit += 1) {
      if (((relations[edge] ?? 0) >> bit) & 1) counts[bit] = (counts[bit] ?? 0) + 1;
    }
  }
  return counts;
}

/** How often each number of 1 or more occurs, ascending. */
function tally(numbers: Iterable<number>): [number, number][] {
  const counts = new Map<number, number>();
  for (const number of numbers) if (number >= 1) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
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
