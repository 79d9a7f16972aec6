import { relations as relationNames } from '../../definitions/relations.ts';
import { sortByTarget } from '../../graph/sources.ts';
import { countRelations, reachCounter } from '../../graph/users.ts';
import type { Reuse } from '../../snapshot/read/read-reuse.ts';
import type { Line } from './ranked.ts';

/**
 * How each of some groups of models is derived from.
 * @param groupOf the group of each node, −1 for none
 */
export function describeLines(reuse: Reuse, groupOf: Int32Array, groups: number): Line[] {
  const nodes = Array.from({ length: groups }, (): number[] => []);
  for (let node = 0; node < groupOf.length; node += 1) nodes[groupOf[node] ?? -1]?.push(node);
  const relations = countRelations(reuse, groupOf, groups, relationNames.length);
  const countReached = reachCounter(sortByTarget(reuse, reuse.order));
  return nodes.map((own, group) => ({ relations: relations[group] ?? [], descendants: countReached(own) }));
}
