import type { Adjacency } from './adjacency.ts';

/** The nodes that a walk reaches, nearest first, and how far each is. */
export interface Reached {
  /** The sources first, in their order; then by distance, and among equals in the order found. */
  nodes: Int32Array;
  /** Number of edges on a shortest path from a source, one per entry of `nodes`. */
  distances: Int32Array;
}

/**
 * Shortest distances from some nodes: a breadth-first walk without recursion, so that neither long chains nor cycles
 * matter.
 * @param most how far to go; edges
 */
export function walkFrom(
  graph: Adjacency,
  sources: Iterable<number>,
  { most = Number.POSITIVE_INFINITY } = {},
): Reached {
  // Memory that is not written to is not taken.
  const nodes = new Int32Array(graph.order);
  const distances = new Int32Array(graph.order);
  const seen = new Uint8Array(graph.order);
  let length = 0;
  for (const source of sources) {
    if (seen[source] === 1) continue;
    seen[source] = 1;
    nodes[length] = source;
    length += 1;
  }
  for (let place = 0; place < length; place += 1) {
    const distance = distances[place] ?? 0;
    if (distance >= most) break;
    const node = nodes[place] ?? 0;
    const last = graph.starts[node + 1] ?? 0;
    for (let at = graph.starts[node] ?? 0; at < last; at += 1) {
      const end = graph.ends[at] ?? 0;
      if (seen[end] === 1) continue;
      seen[end] = 1;
      nodes[length] = end;
      distances[length] = distance + 1;
      length += 1;
    }
  }
  return { nodes: nodes.subarray(0, length), distances: distances.subarray(0, length) };
}
