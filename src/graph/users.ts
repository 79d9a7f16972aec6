import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';
import type { GroupedEdges, Sources } from './sources.ts';

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
 * @param owners how many owners there are
 * @returns of a target and its own owner, of the same numbers
 */
export function userDescriber(
  { starts, sources }: Sources,
  ownerOf: Int32Array,
  owners: number,
): (target: number, own: number) => Users {
  // All zeros between two targets.
  const counts = new Int32Array(owners);
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
    const others = seen.length - (ownUses > 0 ? 1 : 0);
    return { uses: last - first, owners: others, ownUses, leaders, most };
  };
}

/**
 * Which sources lead to which targets, in any of several graphs: each pair once, sorted by the source.
 * @param parts edges sorted by source
 * @param targets how many targets there are
 */
export function joinEdges(parts: readonly EdgeColumns[], targets: number): EdgeColumns {
  const most = parts.reduce((sum, { source }) => sum + source.length, 0);
  const joined = { source: new Int32Array(most), target: new Int32Array(most) };
  let length = 0;
  // The last source (from 1) that each target was led to by.
  const lastOf = new Int32Array(targets);
  const next = new Int32Array(parts.length);
  for (let first = firstSource(parts, next); first !== null; first = firstSource(parts, next)) {
    for (let at = 0; at < parts.length; at += 1) {
      const { source, target } = parts[at] as EdgeColumns;
      let edge = next[at] ?? 0;
      for (; edge < source.length && source[edge] === first; edge += 1) {
        const node = target[edge] ?? 0;
        if (lastOf[node] === first + 1) continue;
        lastOf[node] = first + 1;
        joined.source[length] = first;
        joined.target[length] = node;
        length += 1;
      }
      next[at] = edge;
    }
  }
  return { source: joined.source.subarray(0, length), target: joined.target.subarray(0, length) };
}

/** The first source that has an edge from a place on, in any part; null where none has. */
function firstSource(parts: readonly EdgeColumns[], next: Int32Array): number | null {
  let first: number | null = null;
  for (let at = 0; at < parts.length; at += 1) {
    const { source } = parts[at] as EdgeColumns;
    const place = next[at] ?? 0;
    if (place >= source.length) continue;
    const node = source[place] ?? 0;
    if (first === null || node < first) first = node;
  }
  return first;
}

/**
 * How many edges to each group have each relation; one with several counts under each.
 * @param bits how many relations there are
 */
export function countRelations(
  { target, relations }: GroupedEdges,
  groups: number,
  bits: number,
): number[][] {
  const counts = Array.from({ length: groups }, () => new Array<number>(bits).fill(0));
  for (let edge = 0; edge < target.length; edge += 1) {
    const ofGroup = counts[target[edge] ?? 0] ?? [];
    const set = relations[edge] ?? 0;
    for (let bit = 0; bit < bits; bit += 1) if ((set >> bit) & 1) ofGroup[bit] = (ofGroup[bit] ?? 0) + 1;
  }
  return counts;
}
