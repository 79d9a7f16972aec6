import { buildAdjacency } from './adjacency.ts';
import { type Dominators, findDominators } from './dominators.ts';
import { findStrongComponents } from './strong-components.ts';

/**
 * For each listed node, how many other listed ones reach it over one edge or more. Cycles are taken as one node. In
 * the dominator tree of what is left, a subtree counts at once; only nodes with several bases, few on the Hub, are
 * walked up from: each adds its subtree to what lies between it and its dominator, which not all its walks pass.
 * @param order number of nodes
 * @param listed how many of them are counted, the first ones
 * @param source one end of every edge, the derived model
 * @param target the other, its base; edges with an end beyond the nodes are left out
 */
export function countDescendants(
  { order, listed }: { order: number; listed: number },
  source: Int32Array,
  target: Int32Array,
): Int32Array {
  const { numberOf, sizes } = findStrongComponents(buildAdjacency(order, source, target));
  const graph = condense(numberOf, sizes.length, source, target);
  const dominators = findDominators(graph);
  const { above } = dominators;
  // Listed nodes in the subtree of each component, itself among them; the root's place is at the end.
  const counts = new Int32Array(graph.order + 1);
  for (let node = 0; node < listed; node += 1) {
    const component = numberOf[node] ?? 0;
    counts[component] = (counts[component] ?? 0) + 1;
  }
  for (let component = graph.order - 1; component >= 0; component -= 1) {
    const next = above[component] ?? 0;
    counts[next] = (counts[next] ?? 0) + (counts[component] ?? 0);
  }
  const passing = countPassing(dominators, counts);
  return Int32Array.from({ length: listed }, (_, node) => {
    const component = numberOf[node] ?? 0;
    return (counts[component] ?? 0) + (passing[component] ?? 0) - 1;
  });
}

/** The graph of components: edges within one are left out. */
function condense(numberOf: Int32Array, order: number, source: Int32Array, target: Int32Array) {
  const from = new Int32Array(source.length);
  const to = new Int32Array(source.length);
  let length = 0;
  for (let edge = 0; edge < source.length; edge += 1) {
    const [tail, head] = [numberOf[source[edge] ?? 0], numberOf[target[edge] ?? 0]];
    if (tail === undefined || head === undefined || tail === head) continue;
    from[length] = tail;
    to[length] = head;
    length += 1;
  }
  return buildAdjacency(order, from.subarray(0, length), to.subarray(0, length));
}

/** For each node, the counts of those that reach it by some walks and go round it by others. */
function countPassing({ above, bases: { starts, ends } }: Dominators, counts: Int32Array): Int32Array {
  const order = starts.length - 1;
  const passing = new Int32Array(order);
  const seenBy = new Int32Array(order).fill(-1);
  const open: number[] = [];
  for (let node = 0; node < order; node += 1) {
    if ((starts[node + 1] ?? 0) - (starts[node] ?? 0) < 2) continue;
    const end = above[node];
    for (let next: number | undefined = node; next !== undefined; next = open.pop()) {
      const last = starts[next + 1] ?? 0;
      for (let place = starts[next] ?? 0; place < last; place += 1) {
        const base = ends[place] ?? 0;
        if (base === end || seenBy[base] === node) continue;
        seenBy[base] = node;
        passing[base] = (passing[base] ?? 0) + (counts[node] ?? 0);
        open.push(base);
      }
    }
  }
  return passing;
}
