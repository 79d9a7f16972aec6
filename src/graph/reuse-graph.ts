import type { EdgeColumns, NodeCounts } from '../snapshot/read-graph-columns.ts';
import { countEdges } from './count-edges.ts';

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
  };
}
