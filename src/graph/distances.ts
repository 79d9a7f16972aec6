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
 * @param seen one per node, zeros; 1 for what was reached afterwards. Given by a caller that walks often.
 * @param most how far to go; edges
 */
export function walkFrom(
  graph: Adjacency,
  sources: Iterable<number>,
  { seen = new Uint8Array(graph.order), most = Number.POSITIVE_INFINITY } = {},
): Reached {
  const nodes: number[] = [];
  const distances: number[] = [];
  const visit = (node: number, distance: number): void => {
    if (seen[node] === 1) return;
    seen[node] = 1;
    nodes.push(node);
    distances.push(distance);
  };
  for (const source of sources) visit(source, 0);
  for (let place = 0; place < nodes.length; place += 1) {
    const distance = distances[place] ?? 0;
    if (distance >= most) break;
    const node = nodes[place] ?? 0;
    const last = graph.starts[node + 1] ?? 0;
    for (let at = graph.starts[node] ?? 0; at < last; at += 1) visit(graph.ends[at] ?? 0, distance + 1);
  }
  return { nodes: Int32Array.from(nodes), distances: Int32Array.from(distances) };
}
