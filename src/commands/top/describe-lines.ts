import { relations as relationNames } from '../../definitions/relations.ts';
import { reachCounter } from '../../graph/reach.ts';
import { countRelations, type GroupedEdges } from '../../graph/users.ts';
import type { Line } from './ranked.ts';

/**
 * How each of some groups of models is derived from.
 * @param degrees how many edges lead to each model, in any group or in none
 */
export function describeLines(grouped: GroupedEdges, groups: number, degrees: Int32Array): Line[] {
  const { reuse, groupOf } = grouped;
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
