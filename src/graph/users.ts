import type { Reuse } from '../snapshot/read/read-reuse.ts';
import { type Adjacency, degreeOf } from './adjacency.ts';
import type { Sources } from './sources.ts';

/** Who uses one node. */
export interface Users {
  /** Models that use it. */
  uses: number;
  /** Distinct owners of these models, its own left out. */
  owners: number;
  /** Uses by models of its own owner. */
  ownUses: number;
  /** The owners with most of these models, its own among them, and how many models they have; none where nothing uses it. */
  leaders: number[];
  most: number;
}

/**
 * @param node a target
 * @param ownerOf the owner of each source, a dense number
 * @param own the owner of the node, of the same numbers
 */
export function describeUsers(
  { starts, sources }: Sources,
  node: number,
  ownerOf: Int32Array,
  own: number,
): Users {
  const counts = new Map<number, number>();
  const first = starts[node] ?? 0;
  const last = starts[node + 1] ?? 0;
  for (let place = first; place < last; place += 1) {
    const owner = ownerOf[sources[place] ?? 0] ?? -1;
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return {
    uses: last - first,
    owners: counts.size - (counts.has(own) ? 1 : 0),
    ownUses: counts.get(own) ?? 0,
    leaders: [...counts].flatMap(([owner, count]) => (count === most ? [owner] : [])),
    most,
  };
}

/** How many models use each node. */
export function countSources({ starts }: Sources): Int32Array {
  const counts = new Int32Array(starts.length - 1);
  for (let node = 0; node < counts.length; node += 1)
    counts[node] = (starts[node + 1] ?? 0) - (starts[node] ?? 0);
  return counts;
}

/** One of the two graphs, with the owners of its targets and the scope that they are taken of. */
export interface OwnedReuse {
  reuse: Pick<Reuse, 'source' | 'target'>;
  ownerOf: Int32Array;
  /** 1 for each target in the scope; null where every one is. */
  scope: Int32Array | null;
}

/**
 * The distinct models that use any repo of each owner.
 * @param owners how many owners there are
 * @param models how many models there are, the sources
 */
export function joinByOwner(parts: readonly OwnedReuse[], owners: number, models: number): Sources {
  const starts = new Int32Array(owners + 1);
  for (const part of parts)
    eachUse(part, (owner) => {
      starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
    });
  for (let owner = 0; owner < owners; owner += 1)
    starts[owner + 1] = (starts[owner + 1] ?? 0) + (starts[owner] ?? 0);
  const next = starts.slice(0, owners);
  const sources = new Int32Array(starts[owners] ?? 0);
  for (const part of parts)
    eachUse(part, (owner, source) => {
      const place = next[owner] ?? 0;
      sources[place] = source;
      next[owner] = place + 1;
    });
  return withoutRepeats({ starts, sources }, models);
}

function eachUse(
  { reuse: { source, target }, ownerOf, scope }: OwnedReuse,
  visit: (owner: number, source: number) => void,
): void {
  for (let edge = 0; edge < target.length; edge += 1) {
    const node = target[edge] ?? 0;
    if (scope === null || scope[node] === 1) visit(ownerOf[node] ?? 0, source[edge] ?? 0);
  }
}

function withoutRepeats({ starts, sources }: Sources, models: number): Sources {
  const seenAt = new Int32Array(models);
  const kept = new Int32Array(starts.length);
  let length = 0;
  for (let node = 0; node < starts.length - 1; node += 1) {
    const last = starts[node + 1] ?? 0;
    for (let place = starts[node] ?? 0; place < last; place += 1) {
      const source = sources[place] ?? 0;
      if (seenAt[source] === node + 1) continue;
      seenAt[source] = node + 1;
      sources[length] = source;
      length += 1;
    }
    kept[node + 1] = length;
  }
  return { starts: kept, sources: sources.subarray(0, length) };
}

/**
 * How many edges to some nodes have each relation; one with several counts under each.
 * @param relations the bits of each edge
 * @param bits how many relations there are
 */
export function countRelations(
  derivatives: Adjacency,
  nodes: Iterable<number>,
  relations: Int32Array,
  bits: number,
): number[] {
  const counts = new Array<number>(bits).fill(0);
  for (const node of nodes) {
    const first = derivatives.starts[node] ?? 0;
    for (let place = first; place < first + degreeOf(derivatives, node); place += 1) {
      const set = relations[derivatives.edges[place] ?? 0] ?? 0;
      for (let bit = 0; bit < bits; bit += 1) if ((set >> bit) & 1) counts[bit] = (counts[bit] ?? 0) + 1;
    }
  }
  return counts;
}

/** Counts what reaches some nodes, these left out, again and again over the same graph. */
export function reachCounter({ order, starts, ends }: Adjacency): (roots: Iterable<number>) => number {
  // Which round each node was last seen in: nothing need be cleared between them.
  const seenIn = new Int32Array(order);
  let round = 0;
  return (roots) => {
    round += 1;
    const open: number[] = [];
    for (const root of roots) {
      seenIn[root] = round;
      open.push(root);
    }
    const first = open.length;
    let count = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      count += 1;
      const last = starts[node + 1] ?? 0;
      for (let place = starts[node] ?? 0; place < last; place += 1) {
        const end = ends[place] ?? 0;
        if (seenIn[end] === round) continue;
        seenIn[end] = round;
        open.push(end);
      }
    }
    return count - first;
  };
}
