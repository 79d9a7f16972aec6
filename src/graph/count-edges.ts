/**
 * How many edges end in each node (in-degree). The edges are distinct, so this is a number of distinct sources.
 * @param ends one end of every edge
 * @param nodes how many nodes to count for; ends beyond them are left out
 */
export function countEdges(ends: Int32Array, nodes: number): Int32Array {
  const degrees = new Int32Array(nodes);
  for (let edge = 0; edge < ends.length; edge += 1) {
    const node = ends[edge] ?? 0;
    if (node < nodes) degrees[node] = (degrees[node] ?? 0) + 1;
  }
  return degrees;
}
