import { degreeOf } from './adjacency.ts';
import type { BaseGraph } from './base-graph.ts';
import { walkFrom } from './distances.ts';

/** How much of a lineage to show. */
export interface TreeBounds {
  /** Generations above and below the model. */
  up: number;
  down: number;
  /** Derivatives of each model that are shown, those with most derivatives of their own first. */
  width: number;
  /** Descendants that are shown in all, the nearest first; no bound where it is not given. */
  most?: number;
}

/** A model of a lineage that is shown, each once, at its shortest distance. */
export interface Relative {
  node: number;
  distance: number;
  /** Who it hangs from: of a descendant the base, of an ancestor the derived model, one step nearer. */
  from: number;
  /** Bits of the relations of that edge. */
  relations: number;
}

/** Models that are not shown below one that is, and by which of its relations. */
export interface HiddenBranch {
  under: number;
  /** The models that are cut off, each counted once, with the bits of the edge that they come in by. */
  nodes: { node: number; relations: number }[];
}

/** The part of the lineage of one model that fits some bounds. */
export interface FamilyTree {
  node: number;
  ancestors: Relative[];
  descendants: Relative[];
  /** Bases of the descendants shown that do not descend from the model themselves. */
  otherParents: { node: number; of: number; relations: number }[];
  hidden: HiddenBranch[];
}

/** Grows the tree of a model, generation by generation; the order of what is shown is that of the tree's own layers. */
export function growTree(graph: BaseGraph, node: number, { up, ...bounds }: TreeBounds): FamilyTree {
  const ancestors = climb(graph, node, up);
  const { shown: descendants, hidden } = descend(graph, node, bounds);
  const lineage = new Set(walkFrom(graph.derivatives, [node]).nodes);
  const otherParents = descendants.flatMap((child) =>
    edgesOf(graph, graph.bases, child.node)
      .filter(({ end }) => !lineage.has(end))
      .map(({ end, relations }) => ({ node: end, of: child.node, relations })),
  );
  return { node, ancestors, descendants, otherParents, hidden };
}

function edgesOf(
  { relations }: BaseGraph,
  { starts, ends, edges }: BaseGraph['bases'],
  node: number,
): { end: number; relations: number }[] {
  const first = starts[node] ?? 0;
  return Array.from({ length: (starts[node + 1] ?? 0) - first }, (_, place) => ({
    end: ends[first + place] ?? 0,
    relations: relations[edges[first + place] ?? 0] ?? 0,
  }));
}

function climb(graph: BaseGraph, node: number, most: number): Relative[] {
  const seen = new Set([node]);
  const found: Relative[] = [];
  let layer = [node];
  for (let distance = 1; distance <= most && layer.length > 0; distance += 1) {
    const next: number[] = [];
    for (const from of layer) {
      for (const { end, relations } of edgesOf(graph, graph.bases, from)) {
        if (seen.has(end)) continue;
        seen.add(end);
        found.push({ node: end, distance, from, relations });
        next.push(end);
      }
    }
    layer = next;
  }
  return found;
}

function descend(
  graph: BaseGraph,
  node: number,
  { down, width, most = Number.POSITIVE_INFINITY }: Omit<TreeBounds, 'up'>,
) {
  // The shortest distances first: a branch that is cut must not hide a model that is nearer elsewhere.
  const nearest = new Map<number, number>();
  const { nodes, distances } = walkFrom(graph.derivatives, [node]);
  for (const [place, one] of nodes.entries()) nearest.set(one, distances[place] ?? 0);
  const claimed = new Set([node]);
  const shown: Relative[] = [];
  const hidden: HiddenBranch[] = [];
  let layer = [node];
  for (let distance = 1; layer.length > 0; distance += 1) {
    const next: number[] = [];
    for (const from of layer) {
      const children = edgesOf(graph, graph.derivatives, from)
        .filter(({ end }) => nearest.get(end) === distance && !claimed.has(end))
        .sort(
          (a, b) => degreeOf(graph.derivatives, b.end) - degreeOf(graph.derivatives, a.end) || a.end - b.end,
        );
      for (const { end } of children) claimed.add(end);
      const room = distance > down ? 0 : Math.min(width, most - shown.length);
      const kept = children.slice(0, room);
      const cut = children.slice(kept.length);
      if (cut.length > 0)
        hidden.push({ under: from, nodes: cut.map(({ end, relations }) => ({ node: end, relations })) });
      for (const { end, relations } of kept) shown.push({ node: end, distance, from, relations });
      next.push(...kept.map(({ end }) => end));
    }
    layer = next;
  }
  return { shown, hidden: withBranches(graph, hidden, claimed) };
}

/** Below what is cut off there may be more: all that is reached from there and is not claimed by the tree. */
function withBranches(
  graph: BaseGraph,
  hidden: readonly HiddenBranch[],
  claimed: Set<number>,
): HiddenBranch[] {
  return hidden.map(({ under, nodes }) => {
    const all = [...nodes];
    // It grows while it is walked.
    for (const { node } of all) {
      for (const { end, relations } of edgesOf(graph, graph.derivatives, node)) {
        if (claimed.has(end)) continue;
        claimed.add(end);
        all.push({ node: end, relations });
      }
    }
    return { under, nodes: all };
  });
}
