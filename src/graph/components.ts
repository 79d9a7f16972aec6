/** The weakly connected components of a graph: the direction of edges is left out of account. */
export interface Components {
  /** For each node, the least node of its component. */
  leastOf: Int32Array;
  /** Sizes in nodes, the largest first; components of one node too. */
  sizes: number[];
}

/**
 * Weakly connected components by union–find with path halving and union by size.
 * Source: Tarjan 1975, Efficiency of a Good But Not Linear Set Union Algorithm.
 * @param order number of nodes; edges with an end beyond join nothing
 */
export function findComponents(order: number, source: Int32Array, target: Int32Array): Components {
  const parent = Int32Array.from({ length: order }, (_, node) => node);
  const size = new Int32Array(order).fill(1);
  const rootOf = (start: number): number => {
    let node = start;
    while (parent[node] !== node) {
      const above = parent[parent[node] ?? 0] ?? 0;
      parent[node] = above;
      node = above;
    }
    return node;
  };
  for (let edge = 0; edge < source.length; edge += 1) {
    const [a, b] = [source[edge] ?? order, target[edge] ?? order];
    if (a < order && b < order) unite(parent, size, rootOf(a), rootOf(b));
  }
  const least = new Int32Array(order).fill(-1);
  const leastOf = new Int32Array(order);
  const sizes: number[] = [];
  for (let node = 0; node < order; node += 1) {
    const root = rootOf(node);
    if (least[root] === -1) {
      least[root] = node;
      sizes.push(size[root] ?? 0);
    }
    leastOf[node] = least[root] ?? node;
  }
  return { leastOf, sizes: sizes.sort((a, b) => b - a) };
}

function unite(parent: Int32Array, size: Int32Array, a: number, b: number): void {
  if (a === b) return;
  const [large, small] = (size[a] ?? 0) >= (size[b] ?? 0) ? [a, b] : [b, a];
  parent[small] = large;
  size[large] = (size[large] ?? 0) + (size[small] ?? 0);
}
