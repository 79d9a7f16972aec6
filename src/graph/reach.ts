import type { EdgeColumns } from '../snapshot/read/read-graph-columns.ts';
import type { Groups } from './sources.ts';

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
  groupOf: Groups,
): (roots: Iterable<number>) => number {
  const { source } = edges;
  const { latest, previous } = linkByTarget(edges, degrees, groupOf);
  // Which round each node was last seen in: nothing need be cleared between them.
  const seenIn = new Int32Array(degrees.length);
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
      let leaves = degrees[node] ?? 0;
      for (let edge = latest[node] ?? -1; edge !== -1; edge = previous[edge] ?? -1) {
        leaves -= 1;
        const end = source[edge] ?? 0;
        if (seenIn[end] === round) continue;
        seenIn[end] = round;
        open.push(end);
      }
      count += 1 + leaves;
    }
    return count - asked;
  };
}

/**
 * The edges whose sources must be walked to, as a list for each target: its latest one, and the one before each. −1 ends
 * it. To sort the edges takes twice as long, for they are far apart in memory.
 */
function linkByTarget(
  { source, target }: EdgeColumns,
  degrees: Int32Array,
  groupOf: Groups,
): { latest: Int32Array; previous: Int32Array } {
  const latest = new Int32Array(degrees.length).fill(-1);
  const previous = new Int32Array(source.length);
  for (let edge = 0; edge < source.length; edge += 1) {
    const node = source[edge] ?? 0;
    const isAlone = source[edge - 1] !== node && source[edge + 1] !== node;
    if (isAlone && degrees[node] === 0 && groupOf[node] === -1) continue;
    const base = target[edge] ?? 0;
    previous[edge] = latest[base] ?? -1;
    latest[base] = edge;
  }
  return { latest, previous };
}
