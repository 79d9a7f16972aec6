import type { Adjacency } from './adjacency.ts';

/** The strongly connected components of a graph. */
export interface StrongComponents {
  /** For each node, the number of its component; every edge leads to a number that is no greater. */
  numberOf: Int32Array;
  /** For each component, how many nodes it has. */
  sizes: Int32Array;
}

/**
 * Strongly connected components, without recursion: a chain of a million generations is walked like any other. The
 * numbers are a reverse topological order: what a component's edges lead to has a smaller number, or its own.
 * Source: Tarjan 1972, Depth-First Search and Linear Graph Algorithms.
 */
export function findStrongComponents({ order, starts, ends }: Adjacency): StrongComponents {
  const numberOf = new Int32Array(order).fill(-1);
  // Order of discovery from 1, 0 where a node was not seen; and the earliest that a node's walk came back to.
  const index = new Int32Array(order);
  const low = new Int32Array(order);
  const next = starts.slice(0, order);
  const walk = new Int32Array(order);
  const open = new Int32Array(order);
  const sizes: number[] = [];
  let seen = 0;
  let opened = 0;
  for (let start = 0; start < order; start += 1) {
    if (index[start] !== 0) continue;
    let depth = 0;
    walk[0] = start;
    while (depth >= 0) {
      const node = walk[depth] ?? 0;
      if (index[node] === 0) {
        seen += 1;
        index[node] = seen;
        low[node] = seen;
        open[opened] = node;
        opened += 1;
      }
      const place = next[node] ?? 0;
      if (place < (starts[node + 1] ?? 0)) {
        next[node] = place + 1;
        const end = ends[place] ?? 0;
        if (index[end] === 0) {
          depth += 1;
          walk[depth] = end;
        } else if (numberOf[end] === -1) low[node] = Math.min(low[node] ?? 0, index[end] ?? 0);
        continue;
      }
      if (low[node] === index[node]) opened = close(node, open, opened, numberOf, sizes);
      depth -= 1;
      const above = walk[depth];
      if (depth >= 0 && above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
    }
  }
  return { numberOf, sizes: Int32Array.from(sizes) };
}

/** Takes a finished component off the open nodes. @returns how many nodes are open then */
function close(
  root: number,
  open: Int32Array,
  opened: number,
  numberOf: Int32Array,
  sizes: number[],
): number {
  let left = opened;
  for (;;) {
    left -= 1;
    const node = open[left] ?? 0;
    numberOf[node] = sizes.length;
    if (node === root) break;
  }
  sizes.push(opened - left);
  return left;
}
