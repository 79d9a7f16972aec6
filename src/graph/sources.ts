import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';
import type { Reuse } from '../snapshot/read/read-reuse.ts';

/** Who points at each node: the sources of target t are `sources[starts[t]] … sources[starts[t + 1] − 1]`. */
export interface Sources {
  starts: Int32Array;
  sources: Int32Array;
}

/**
 * Sorts edges by their target, in time linear in both.
 * @param targets sources are wanted of this many first nodes
 */
export function sortByTarget({ source, target }: EdgeColumns, targets: number): Sources {
  const starts = new Int32Array(targets + 1);
  for (let edge = 0; edge < target.length; edge += 1) {
    const node = target[edge] ?? 0;
    if (node < targets) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  }
  for (let node = 0; node < targets; node += 1)
    starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice(0, targets);
  const sources = new Int32Array(starts[targets] ?? 0);
  for (let edge = 0; edge < target.length; edge += 1) {
    const node = target[edge] ?? 0;
    if (node >= targets) continue;
    const place = next[node] ?? 0;
    sources[place] = source[edge] ?? 0;
    next[node] = place + 1;
  }
  return { starts, sources };
}

/** Edges with the group of their target in its place. */
export interface GroupedEdges extends EdgeColumns {
  relations: Int32Array;
}

/**
 * The edges that lead to any of some groups of targets, in their order.
 * @param groupOf the group of each target, −1 for none
 */
export function groupEdges(
  { source, target, relations }: Pick<Reuse, 'source' | 'target' | 'relations'>,
  groupOf: Groups,
): GroupedEdges {
  // Room for all is made once, not for each column: of large arrays the collector would come at each.
  const found = new Int32Array(target.length);
  let length = 0;
  for (let edge = 0; edge < target.length; edge += 1) {
    if ((groupOf[target[edge] ?? 0] ?? -1) === -1) continue;
    found[length] = edge;
    length += 1;
  }
  const pick = (read: (edge: number) => number): Int32Array => {
    const values = new Int32Array(length);
    for (let place = 0; place < length; place += 1) values[place] = read(found[place] ?? 0);
    return values;
  };
  return {
    source: pick((edge) => source[edge] ?? 0),
    target: pick((edge) => groupOf[target[edge] ?? 0] ?? 0),
    relations: pick((edge) => relations[edge] ?? 0),
  };
}

/** The group of each node, −1 for none. The smaller the numbers, the more of them lie near the processor. */
export type Groups = Int8Array | Int32Array;

const makeGroups = (groups: number, order: number): Groups =>
  groups < 128 ? new Int8Array(order) : new Int32Array(order);

/** The group of each node by that of its owner, −1 for none; so it is where the owner is −1. */
export function groupsBy(ownerOf: Int32Array, groupOf: Groups, groups: number): Groups {
  const found = makeGroups(groups, ownerOf.length);
  for (let node = 0; node < ownerOf.length; node += 1) {
    const owner = ownerOf[node] ?? -1;
    found[node] = owner === -1 ? -1 : (groupOf[owner] ?? -1);
  }
  return found;
}

/** Where each number up to `order` is in a list; −1 for nowhere. */
export function placesOf(numbers: readonly number[], order: number): Groups {
  const places = makeGroups(numbers.length, order).fill(-1);
  for (const [place, number] of numbers.entries()) places[number] = place;
  return places;
}

/** The sum of whole numbers: `reduce` takes five times as long where there are millions. */
export function addUp(numbers: Int32Array): number {
  let sum = 0;
  for (let place = 0; place < numbers.length; place += 1) sum += numbers[place] ?? 0;
  return sum;
}

/** How many edges lead to each target. */
export function countByTarget(target: Int32Array, order: number): Int32Array {
  const counts = new Int32Array(order);
  for (let edge = 0; edge < target.length; edge += 1) {
    const node = target[edge] ?? 0;
    counts[node] = (counts[node] ?? 0) + 1;
  }
  return counts;
}
