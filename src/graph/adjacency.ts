/** A directed graph in compressed sparse rows: the neighbours of node v are `ends[starts[v]] … ends[starts[v + 1] − 1]`. */
export interface Adjacency {
  /** Number of nodes. */
  order: number;
  /** `order + 1` places in `ends`. */
  starts: Int32Array;
  ends: Int32Array;
  /** For each place in `ends`, the number of the edge in the columns that it was built from. */
  edges: Int32Array;
}

/**
 * Builds one direction of a graph from edges as parallel columns, in time and memory linear in both. Neighbours keep
 * the order of the edges. Edges with an end at or beyond `order` (malformed names) are left out.
 * @param order number of nodes
 * @param from the node whose neighbours are wanted, one per edge
 * @param to the neighbour, one per edge
 */
export function buildAdjacency(order: number, from: Int32Array, to: Int32Array): Adjacency {
  const isNode = (edge: number): boolean => (from[edge] ?? order) < order && (to[edge] ?? order) < order;
  // Two places on: what is counted for a node is first where its neighbours begin, and when they are in, where they end.
  const next = new Int32Array(order + 2);
  for (let edge = 0; edge < from.length; edge += 1) {
    const node = from[edge] ?? 0;
    if (isNode(edge)) next[node + 2] = (next[node + 2] ?? 0) + 1;
  }
  for (let node = 2; node < order + 2; node += 1) next[node] = (next[node] ?? 0) + (next[node - 1] ?? 0);
  const ends = new Int32Array(next[order + 1] ?? 0);
  const edges = new Int32Array(ends.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    if (!isNode(edge)) continue;
    const node = from[edge] ?? 0;
    const place = next[node + 1] ?? 0;
    ends[place] = to[edge] ?? 0;
    edges[place] = edge;
    next[node + 1] = place + 1;
  }
  return { order, starts: next.subarray(0, order + 1), ends, edges };
}

/** How many neighbours a node has in this direction. */
export const degreeOf = ({ starts }: Adjacency, node: number): number =>
  (starts[node + 1] ?? 0) - (starts[node] ?? 0);

/** How many neighbours each node has in this direction. */
export function countNeighbours({ order, starts }: Adjacency): Int32Array {
  const counts = new Int32Array(order);
  for (let node = 0; node < order; node += 1) counts[node] = (starts[node + 1] ?? 0) - (starts[node] ?? 0);
  return counts;
}
