import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';

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

/**
 * The edges that lead to any of some groups of targets, by their numbers, ascending.
 * @param groupOf the group of each target, −1 for none
 */
export function findEdges({ target }: Pick<EdgeColumns, 'target'>, groupOf: Int32Array): number[] {
  const found: number[] = [];
  for (let edge = 0; edge < target.length; edge += 1) {
    if ((groupOf[target[edge] ?? 0] ?? -1) !== -1) found.push(edge);
  }
  return found;
}

/** Where each number up to `order` is in a list; −1 for nowhere. */
export function placesOf(numbers: readonly number[], order: number): Int32Array {
  const places = new Int32Array(order).fill(-1);
  for (const [place, number] of numbers.entries()) places[number] = place;
  return places;
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
