import { relations as relationNames } from '../../definitions/relations.ts';
import { reachCounter } from '../../graph/reach.ts';
import type { GroupedEdges, Groups } from '../../graph/sources.ts';
import { countRelations } from '../../graph/users.ts';
import type { Reuse } from '../../snapshot/read/read-reuse.ts';
import type { Line } from './ranked.ts';

/**
 * How each of some groups of models is derived from.
 * @param groupOf the group of each model, −1 for none
 * @param grouped the edges that lead to any
 * @param degrees how many edges lead to each model, in any group or in none
 */
export function describeLines(
  reuse: Reuse,
  groupOf: Groups,
  grouped: GroupedEdges,
  groups: number,
  degrees: Int32Array,
): Line[] {
  const nodes = Array.from({ length: groups }, (): number[] => []);
  for (let node = 0; node < groupOf.length; node += 1) {
    const group = groupOf[node] ?? -1;
    // An array looks −1 up as a name, which takes longer than all the rest.
    if (group !== -1) nodes[group]?.push(node);
  }
  const relations = countRelations(grouped, groups, relationNames.length);
  const countReached = reachCounter(reuse, degrees, groupOf);
  return nodes.map((own, group) => ({ relations: relations[group] ?? [], descendants: countReached(own) }));
}
