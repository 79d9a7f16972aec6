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
  const found: Found = { numberOf, sizes: new Int32Array(order), count: 0 };
  let seen = 0;
  let opened = 0;
  for (let start = 0; start < order; start += 1) {
    if (numberOf[start] !== -1 || closeAlone(start, starts, found)) continue;
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
        if (numberOf[end] !== -1 || closeAlone(end, starts, found)) continue;
        if (index[end] === 0) {
          depth += 1;
          walk[depth] = end;
        } else low[node] = Math.min(low[node] ?? 0, index[end] ?? 0);
        continue;
      }
      if (low[node] === index[node]) opened = close(node, open, opened, found);
      depth -= 1;
      const above = walk[depth];
      if (depth >= 0 && above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
    }
  }
  return { numberOf, sizes: found.sizes.slice(0, found.count) };
}

/** Components as they are found; `count` of the sizes are there. */
interface Found extends StrongComponents {
  count: number;
}

/** A node without edges, as most are, is a component of its own, and no walk need enter it. @returns whether it is one */
function closeAlone(node: number, starts: Int32Array, found: Found): boolean {
  if (starts[node] !== starts[node + 1]) return false;
  found.numberOf[node] = found.count;
  found.sizes[found.count] = 1;
  found.count += 1;
  return true;
}

/** Takes a finished component off the open nodes. @returns how many nodes are open then */
function close(root: number, open: Int32Array, opened: number, found: Found): number {
  let left = opened;
  for (;;) {
    left -= 1;
    const node = open[left] ?? 0;
    found.numberOf[node] = found.count;
    if (node === root) break;
  }
  found.sizes[found.count] = opened - left;
  found.count += 1;
  return left;
}
