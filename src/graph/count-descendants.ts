import { type Adjacency, buildAdjacency } from './adjacency.ts';
import { type DirectedGraph, type Dominators, findDominators } from './dominators.ts';
import { findStrongComponents, type StrongComponents } from './strong-components.ts';

/**
 * For each listed node, how many other listed ones reach it over one edge or more. A node that nothing leads to, with one
 * base, as most are, is counted at its base and then left out.
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
  const { nodes, weights, bases } = withoutLeaves({ order, listed }, source, target);
  const sums = sumReaching(bases, findStrongComponents(bases), weights);
  const descendants = new Int32Array(listed);
  for (let place = 0; place < nodes.length; place += 1) {
    const node = nodes[place] ?? 0;
    if (node < listed) descendants[node] = (sums[place] ?? 0) - 1;
  }
  return descendants;
}

/** A part of a graph, whose nodes are numbered anew. */
interface Part {
  /** Of each node its number before, ascending. */
  nodes: Int32Array;
  /** How many listed nodes each stands for. */
  weights: Int32Array;
  bases: Adjacency;
}

function withoutLeaves(
  { order, listed }: { order: number; listed: number },
  source: Int32Array,
  target: Int32Array,
): Part {
  const isEdge = (edge: number): boolean =>
    (source[edge] ?? order) < order && (target[edge] ?? order) < order;
  // Of each node whether anything leads to it, and its bases: none, one or several.
  const isBase = new Uint8Array(order);
  const bases = new Uint8Array(order);
  for (let edge = 0; edge < source.length; edge += 1) {
    if (!isEdge(edge)) continue;
    isBase[target[edge] ?? 0] = 1;
    const node = source[edge] ?? 0;
    bases[node] = Math.min(2, (bases[node] ?? 0) + 1);
  }
  const isKept = (node: number): boolean => isBase[node] === 1 || bases[node] === 2;
  const numberOf = new Int32Array(order);
  const nodes = new Int32Array(order);
  let kept = 0;
  for (let node = 0; node < order; node += 1) {
    if (!isKept(node)) continue;
    numberOf[node] = kept;
    nodes[kept] = node;
    kept += 1;
  }
  const weights = nodes.subarray(0, kept).map((node) => (node < listed ? 1 : 0));
  const [from, to] = [new Int32Array(source.length), new Int32Array(source.length)];
  let length = 0;
  for (let edge = 0; edge < source.length; edge += 1) {
    if (!isEdge(edge)) continue;
    const node = source[edge] ?? 0;
    const base = numberOf[target[edge] ?? 0] ?? 0;
    if (isKept(node)) {
      from[length] = numberOf[node] ?? 0;
      to[length] = base;
      length += 1;
    } else if (node < listed) weights[base] = (weights[base] ?? 0) + 1;
  }
  return {
    nodes: nodes.subarray(0, kept),
    weights,
    bases: buildAdjacency(kept, from.subarray(0, length), to.subarray(0, length)),
  };
}

/**
 * For each node, the weights of all that reaches it and its own, added up. Cycles are taken as one node. In the
 * dominator tree of what is left, a subtree counts at once; only nodes with several bases, few on the Hub, are walked up
 * from: each adds its subtree to what lies between it and its dominator, which not all its walks pass.
 * @param bases from each node to its bases
 * @param components those of the graph
 */
export function sumReaching(
  bases: Adjacency,
  { numberOf, sizes }: StrongComponents,
  weights: Int32Array,
): Int32Array {
  const graph = condense(bases, numberOf, sizes);
  const dominators = findDominators(graph);
  const { above } = dominators;
  // Of the subtree of each component, itself in it; the root's place is at the end.
  const counts = new Int32Array(graph.order + 1);
  for (let node = 0; node < weights.length; node += 1) {
    const component = numberOf[node] ?? 0;
    counts[component] = (counts[component] ?? 0) + (weights[node] ?? 0);
  }
  for (let component = graph.order - 1; component >= 0; component -= 1) {
    const next = above[component] ?? 0;
    counts[next] = (counts[next] ?? 0) + (counts[component] ?? 0);
  }
  const passing = countPassing(dominators, counts);
  const sums = new Int32Array(weights.length);
  for (let node = 0; node < sums.length; node += 1) {
    const component = numberOf[node] ?? 0;
    sums[node] = (counts[component] ?? 0) + (passing[component] ?? 0);
  }
  return sums;
}

/** The graph of components: edges within one are left out. */
function condense(
  { order, starts, ends }: Adjacency,
  numberOf: Int32Array,
  sizes: Int32Array,
): DirectedGraph {
  // The nodes by component.
  const next = new Int32Array(sizes.length);
  for (let component = 1; component < sizes.length; component += 1)
    next[component] = (next[component - 1] ?? 0) + (sizes[component - 1] ?? 0);
  const members = new Int32Array(order);
  for (let node = 0; node < order; node += 1) {
    const component = numberOf[node] ?? 0;
    const place = next[component] ?? 0;
    members[place] = node;
    next[component] = place + 1;
  }
  const condensed = {
    order: sizes.length,
    starts: new Int32Array(sizes.length + 1),
    ends: new Int32Array(ends.length),
  };
  let length = 0;
  let component = 0;
  for (let place = 0; place < order; place += 1) {
    const node = members[place] ?? 0;
    component = numberOf[node] ?? 0;
    const last = starts[node + 1] ?? 0;
    for (let at = starts[node] ?? 0; at < last; at += 1) {
      const end = numberOf[ends[at] ?? 0] ?? 0;
      if (end === component) continue;
      condensed.ends[length] = end;
      length += 1;
    }
    condensed.starts[component + 1] = length;
  }
  return condensed;
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
