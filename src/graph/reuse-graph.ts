import type { EdgeColumns, NodeCounts } from '../snapshot/read/read-graph-columns.ts';
import { countEdges } from './count-edges.ts';
import { type Sources, sortByTarget } from './sources.ts';

/**
 * The base-model graph (edges run from the derived model to its base) or the dataset-usage graph (from the model to
 * the dataset), over integer nodes: listed repos first, then ghosts. Malformed names are not nodes, but they count
 * in the out-degree, as declared. What else there is is made when it is first asked for.
 */
export interface ReuseGraph {
  nodes: NodeCounts;
  edges: EdgeColumns;
  /** For each source asked for, how many distinct targets it names, malformed ones too. */
  outDegrees(): Int32Array;
  /** For each target asked for, how many distinct sources name it. */
  inDegrees(): Int32Array;
  /** The sources of each target asked for. */
  sources(): Sources;
  /** For each node, ghosts too, that sources in some ranges (up to, not including, `end`) point at: how many do; in any order. */
  usesFrom(ranges: readonly { first: number; end: number }[]): Int32Array;
}

/**
 * @param asked degrees are wanted of this many first listed nodes: those with a task come first
 * @param nodes the nodes that edges end in
 * @param edges distinct, without self-loops
 */
export function buildReuseGraph(
  asked: { sources: number; targets: number },
  nodes: NodeCounts,
  edges: EdgeColumns,
): ReuseGraph {
  let counts: Int32Array | null = null;
  let sources: Sources | null = null;
  const scratch = (): Int32Array => {
    counts ??= new Int32Array(nodes.listed + nodes.ghosts);
    return counts;
  };
  return {
    nodes,
    edges,
    outDegrees: () => countEdges(edges.source, asked.sources),
    inDegrees: () => countEdges(edges.target, asked.targets),
    sources: () => {
      sources ??= sortByTarget(edges, asked.targets);
      return sources;
    },
    usesFrom: (ranges) => countUses(edges, ranges, scratch()),
  };
}

/**
 * Counts the edges from some sources by target.
 * @param counts zeros, one a node; zeros again afterwards: to make new ones for each task costs more than to count
 */
function countUses(
  edges: EdgeColumns,
  ranges: readonly { first: number; end: number }[],
  counts: Int32Array,
): Int32Array {
  const used: number[] = [];
  for (const { first, end } of ranges) {
    const last = lowerBound(edges.source, end);
    for (let edge = lowerBound(edges.source, first); edge < last; edge += 1) {
      const node = edges.target[edge] ?? 0;
      if (node >= counts.length) continue;
      if (counts[node] === 0) used.push(node);
      counts[node] = (counts[node] ?? 0) + 1;
    }
  }
  const uses = new Int32Array(used.length);
  for (let place = 0; place < used.length; place += 1) {
    const node = used[place] ?? 0;
    uses[place] = counts[node] ?? 0;
    counts[node] = 0;
  }
  return uses;
}

/** Where a value begins, or would, in ascending numbers. */
function lowerBound(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
