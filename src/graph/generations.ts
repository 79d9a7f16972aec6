import type { Adjacency } from './adjacency.ts';
import { walkFrom } from './distances.ts';

/**
 * The generation of every node: its shortest distance from any base, which is a node with derivatives and without a
 * base of its own. A base has 0; nodes with no base above them (such as those of a cycle on its own) have −1.
 * @param derivatives the graph from each base to its derivatives
 * @param bases the same edges the other way round
 */
export function findGenerations(derivatives: Adjacency, bases: Adjacency): Int32Array {
  const generations = new Int32Array(derivatives.order).fill(-1);
  const roots: number[] = [];
  for (let node = 0; node < derivatives.order; node += 1) {
    const isRoot = bases.starts[node] === bases.starts[node + 1];
    if (isRoot && derivatives.starts[node] !== derivatives.starts[node + 1]) roots.push(node);
  }
  const { nodes, distances } = walkFrom(derivatives, roots);
  for (let place = 0; place < nodes.length; place += 1)
    generations[nodes[place] ?? 0] = distances[place] ?? 0;
  return generations;
}
