import type { Adjacency } from './adjacency.ts';

/** A graph without the numbers of its edges. */
export type DirectedGraph = Pick<Adjacency, 'order' | 'starts' | 'ends'>;

/**
 * The dominator tree of a graph without cycles, walked from each node over its bases up to a root above all: the
 * dominator of a node is the nearest one that every such walk passes.
 */
export interface Dominators {
  /** The dominator of each node; the root, whose number is the order, is above all. */
  above: Int32Array;
  /** Bases that matter: one that dominates another base of the same node adds no walk, and is left out. */
  bases: Pick<Adjacency, 'starts' | 'ends'>;
}

/**
 * Finds dominators in time n log n for graphs with few bases per node.
 * Ancestors of a tree are found over jumps: Myers 1983, An Applicative Random-Access Stack.
 * @param graph edges lead to smaller numbers alone
 */
export function findDominators({ order, starts, ends }: DirectedGraph): Dominators {
  const tree = new JumpTree(order);
  const kept = { starts: new Int32Array(order + 1), ends: new Int32Array(ends.length) };
  let length = 0;
  for (let node = 0; node < order; node += 1) {
    const from = length;
    let above = order;
    const first = starts[node] ?? 0;
    const degree = (starts[node + 1] ?? 0) - first;
    // Most nodes have at most one base, which is their dominator.
    if (degree === 1) {
      above = ends[first] ?? 0;
      kept.ends[length] = above;
      length += 1;
    }
    if (degree < 2) {
      kept.starts[node + 1] = length;
      tree.add(node, above);
      continue;
    }
    for (const base of basesOf(node, starts, ends)) {
      if (isNeedless(base, kept.ends.subarray(from, length), tree)) continue;
      above = length === from ? base : tree.meet(above, base);
      kept.ends[length] = base;
      length += 1;
    }
    kept.starts[node + 1] = length;
    tree.add(node, above);
  }
  return { above: tree.above, bases: { starts: kept.starts, ends: kept.ends.subarray(0, length) } };
}

/** The greatest number first: what dominates another base has a smaller one. */
function basesOf(node: number, starts: Int32Array, ends: Int32Array): Int32Array {
  return ends
    .slice(starts[node], starts[node + 1])
    .sort()
    .reverse();
}

const isNeedless = (base: number, others: Int32Array, tree: JumpTree): boolean =>
  others.some((other) => other === base || tree.isAbove(base, other));

/** A tree that grows by leaves, with its root at the number of nodes. */
class JumpTree {
  readonly above: Int32Array;
  private readonly depth: Int32Array;
  private readonly jump: Int32Array;

  constructor(order: number) {
    this.above = new Int32Array(order + 1).fill(order);
    this.depth = new Int32Array(order + 1);
    this.jump = new Int32Array(order + 1).fill(order);
  }

  add(node: number, above: number): void {
    const { depth, jump } = this;
    const far = jump[above] ?? 0;
    const farther = jump[far] ?? 0;
    const isEven = (depth[above] ?? 0) - (depth[far] ?? 0) === (depth[far] ?? 0) - (depth[farther] ?? 0);
    this.above[node] = above;
    depth[node] = (depth[above] ?? 0) + 1;
    jump[node] = isEven ? farther : above;
  }

  isAbove(high: number, low: number): boolean {
    return this.rise(low, this.depth[high] ?? 0) === high;
  }

  /** The lowest node above both, or one of them where it is above the other. */
  meet(a: number, b: number): number {
    const depth = Math.min(this.depth[a] ?? 0, this.depth[b] ?? 0);
    let [left, right] = [this.rise(a, depth), this.rise(b, depth)];
    while (left !== right) {
      const way = this.jump[left] === this.jump[right] ? this.above : this.jump;
      left = way[left] ?? 0;
      right = way[right] ?? 0;
    }
    return left;
  }

  /** The node above, at a depth that is no greater than its own. */
  private rise(start: number, depth: number): number {
    let node = start;
    while ((this.depth[node] ?? 0) > depth) {
      const far = this.jump[node] ?? 0;
      node = (this.depth[far] ?? 0) >= depth ? far : (this.above[node] ?? 0);
    }
    return node;
  }
}
