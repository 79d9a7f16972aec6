import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';
import type { Reuse } from '../snapshot/read/read-reuse.ts';
import { countNumbers } from './count-owners.ts';
import { type Sources, sortByTarget } from './sources.ts';

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
 * Describes targets, one after the other.
 * @param ownerOf the owner of each source, a dense number
 * @returns of a target and its own owner, of the same numbers
 */
export function userDescriber(
  { starts, sources }: Sources,
  ownerOf: Int32Array,
): (target: number, own: number) => Users {
  // All zeros between two targets.
  const counts = new Int32Array(countNumbers(ownerOf));
  return (target, own) => {
    const seen: number[] = [];
    const first = starts[target] ?? 0;
    const last = starts[target + 1] ?? 0;
    for (let place = first; place < last; place += 1) {
      const owner = ownerOf[sources[place] ?? 0] ?? 0;
      if (counts[owner] === 0) seen.push(owner);
      counts[owner] = (counts[owner] ?? 0) + 1;
    }
    const ownUses = counts[own] ?? 0;
    const most = seen.reduce((greatest, owner) => Math.max(greatest, counts[owner] ?? 0), 0);
    const leaders = seen.filter((owner) => counts[owner] === most);
    for (const owner of seen) counts[owner] = 0;
    const owners = seen.length - (ownUses > 0 ? 1 : 0);
    return { uses: last - first, owners, ownUses, leaders, most };
  };
}

/** One of the two graphs, with the owners of its targets. */
export interface OwnedReuse {
  reuse: Pick<Reuse, 'source' | 'target'>;
  /** Of each target; −1 for one that is left out. */
  ownerOf: Int32Array;
}

/**
 * Which models use any repo of which owners: each pair once, sorted by the model.
 * @param parts edges sorted by source
 * @param owners how many owners there are
 */
export function joinByOwner(parts: readonly OwnedReuse[], owners: number): EdgeColumns {
  const most = parts.reduce((sum, { reuse }) => sum + reuse.source.length, 0);
  const source = new Int32Array(most);
  const target = new Int32Array(most);
  let length = 0;
  // The last model (from 1) that each owner was used by.
  const usedBy = new Int32Array(owners);
  const next = new Int32Array(parts.length);
  for (let model = firstSource(parts, next); model !== null; model = firstSource(parts, next)) {
    for (let at = 0; at < parts.length; at += 1) {
      const { reuse, ownerOf } = parts[at] as OwnedReuse;
      let edge = next[at] ?? 0;
      for (; edge < reuse.source.length && reuse.source[edge] === model; edge += 1) {
        const owner = ownerOf[reuse.target[edge] ?? 0] ?? -1;
        if (owner === -1 || usedBy[owner] === model + 1) continue;
        usedBy[owner] = model + 1;
        source[length] = model;
        target[length] = owner;
        length += 1;
      }
      next[at] = edge;
    }
  }
  return { source: source.subarray(0, length), target: target.subarray(0, length) };
}

/** The first model that has an edge from a place on, in any part; null where none has. */
function firstSource(parts: readonly OwnedReuse[], next: Int32Array): number | null {
  let first: number | null = null;
  for (let at = 0; at < parts.length; at += 1) {
    const { source } = (parts[at] as OwnedReuse).reuse;
    const place = next[at] ?? 0;
    if (place >= source.length) continue;
    const model = source[place] ?? 0;
    if (first === null || model < first) first = model;
  }
  return first;
}

/** Edges of one of the two graphs that lead to groups of its targets. */
export interface GroupedEdges {
  reuse: Pick<Reuse, 'source' | 'target' | 'relations'>;
  /** The group of each target, −1 for none. */
  groupOf: Int32Array;
  /** The numbers of the edges that lead to any. */
  edges: readonly number[];
}

/**
 * Which models use anything of each group: each once.
 * @param models how many there are
 */
export const joinGroups = (parts: readonly GroupedEdges[], groups: number, models: number): Sources =>
  withoutRepeats(listSources(parts, groups), models);

/** Which models use what of each group: once for each edge. */
export function listSources(parts: readonly GroupedEdges[], groups: number): Sources {
  const length = parts.reduce((sum, { edges }) => sum + edges.length, 0);
  const pairs = { source: new Int32Array(length), target: new Int32Array(length) };
  let next = 0;
  for (const { reuse, groupOf, edges } of parts) {
    for (const edge of edges) {
      pairs.source[next] = reuse.source[edge] ?? 0;
      pairs.target[next] = groupOf[reuse.target[edge] ?? 0] ?? 0;
      next += 1;
    }
  }
  return sortByTarget(pairs, groups);
}

/** Each source of a target once. */
function withoutRepeats({ starts, sources }: Sources, order: number): Sources {
  // All zeros between two targets; a byte each, for they are looked up all over.
  const seen = new Uint8Array(order);
  const kept = { starts: new Int32Array(starts.length), sources: new Int32Array(sources.length) };
  let length = 0;
  for (let target = 0; target < starts.length - 1; target += 1) {
    const last = starts[target + 1] ?? 0;
    const first = length;
    for (let place = starts[target] ?? 0; place < last; place += 1) {
      const source = sources[place] ?? 0;
      if (seen[source] === 1) continue;
      seen[source] = 1;
      kept.sources[length] = source;
      length += 1;
    }
    for (let place = first; place < length; place += 1) seen[kept.sources[place] ?? 0] = 0;
    kept.starts[target + 1] = length;
  }
  return { ...kept, sources: kept.sources.subarray(0, length) };
}

/**
 * How many edges to each group have each relation; one with several counts under each.
 * @param bits how many relations there are
 */
export function countRelations(
  { reuse, groupOf, edges }: GroupedEdges,
  groups: number,
  bits: number,
): number[][] {
  const counts = Array.from({ length: groups }, () => new Array<number>(bits).fill(0));
  for (const edge of edges) {
    const ofGroup = counts[groupOf[reuse.target[edge] ?? 0] ?? 0] ?? [];
    const set = reuse.relations[edge] ?? 0;
    for (let bit = 0; bit < bits; bit += 1) if ((set >> bit) & 1) ofGroup[bit] = (ofGroup[bit] ?? 0) + 1;
  }
  return counts;
}
