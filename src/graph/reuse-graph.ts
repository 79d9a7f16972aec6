import type { EdgeColumns, NodeCounts } from '../snapshot/read-graph-columns.ts';
import { addEdges, countEdges } from './count-edges.ts';

/**
 * The base-model graph (edges run from the derived model to its base) or the dataset-usage graph (from the model to
 * the dataset), over integer nodes: listed repos first, then ghosts. Malformed names are no nodes, but they count
 * in the out-degree, as declared. Degrees are made when first asked for.
 */
export interface ReuseGraph {
  nodes: NodeCounts;
  edges: EdgeColumns;
  /** For each listed source, how many distinct targets it names, malformed ones too. */
  outDegrees(): Int32Array;
  /** For each listed target, how many distinct sources name it. */
  inDegrees(): Int32Array;
  /** For each node, ghosts too, that sources in some ranges (up to, not including, `end`) point at: how many do. */
  usesFrom(ranges: readonly { first: number; end: number }[]): Int32Array;
}

/**
 * @param sources how many listed nodes edges can start from
 * @param nodes the nodes that edges end in
 * @param edges distinct, without self-loops
 */
export function buildReuseGraph(sources: number, nodes: NodeCounts, edges: EdgeColumns): ReuseGraph {
  return {
    nodes,
    edges,
    outDegrees: () => countEdges(edges.source, sources),
    inDegrees: () => countEdges(edges.target, nodes.listed),
    usesFrom: (ranges) => {
      const degrees = new Int32Array(nodes.listed + nodes.ghosts);
      for (const { first, end } of ranges) {
        const targets = edges.target.subarray(lowerBound(edges.source, first), lowerBound(edges.source, end));
        addEdges(degrees, targets);
      }
      return degrees.filter((uses) => uses > 0);
    },
  };
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
