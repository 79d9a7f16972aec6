import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';
import { sortByTarget } from './sources.ts';

/**
 * Makes a counter of what reaches some nodes, these left out, that is called again and again over one graph. A node
 * with one edge that nothing leads to, as most models are, is reached where its target is: it is counted there, and
 * never walked to.
 * @param edges sorted by source, all between nodes
 * @param degrees how many edges lead to each node
 * @param groupOf −1 for each node that is never a root
 */
export function reachCounter(
  edges: EdgeColumns,
  degrees: Int32Array,
  groupOf: Int32Array,
): (roots: Iterable<number>) => number {
  const order = degrees.length;
  const { starts, sources } = sortByTarget(withoutLeaves(edges, degrees, groupOf), order);
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
    const asked = open.length;
    let count = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const first = starts[node] ?? 0;
      const last = starts[node + 1] ?? 0;
      const leaves = (degrees[node] ?? 0) - (last - first);
      count += 1 + leaves;
      for (let place = first; place < last; place += 1) {
        const end = sources[place] ?? 0;
        if (seenIn[end] === round) continue;
        seenIn[end] = round;
        open.push(end);
      }
    }
    return count - asked;
  };
}

/** The edges whose sources must be walked to. */
function withoutLeaves(
  { source, target }: EdgeColumns,
  degrees: Int32Array,
  groupOf: Int32Array,
): EdgeColumns {
  const kept = { source: new Int32Array(source.length), target: new Int32Array(source.length) };
  let length = 0;
  for (let edge = 0; edge < source.length; edge += 1) {
    const node = source[edge] ?? 0;
    const isAlone = source[edge - 1] !== node && source[edge + 1] !== node;
    if (isAlone && degrees[node] === 0 && groupOf[node] === -1) continue;
    kept.source[length] = node;
    kept.target[length] = target[edge] ?? 0;
    length += 1;
  }
  return { source: kept.source.subarray(0, length), target: kept.target.subarray(0, length) };
}
