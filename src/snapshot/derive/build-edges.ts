import { repoKinds } from '../../repo-kind.ts';
import { countPairsSql, pairsSql } from './count-pairs.ts';
import { ownerKey } from './number-repos.ts';

/**
 * Integer edges. Nodes 0…N−1 are listed repos, then come ghosts (declared, not listed), then malformed names,
 * which count as declared but are not nodes of a graph. Flags: 1 = both ends have one owner, 2 = found by a rename.
 */
export const buildEdgesSql = (create: string): string[] => [
  ...ghostsSql(create),
  'DROP TABLE ghost_names',
  'DROP TABLE listed',
  'DROP TABLE resolved',
  'DROP TABLE direct',
  ...repoKinds.flatMap((kind) => [
    `CREATE TEMP TABLE uses_of_${kind} AS
     SELECT d.model, n.node, n.folded, n.state, d.relation, coalesce(n.owner = d.owner, false) AS same_owner
     FROM declared d JOIN name_nodes n ON n.name = d.name WHERE n.kind = '${kind}'`,
  ]),
  `${create} model_bases AS
   SELECT model, node AS base, CASE bit_or(relation) WHEN 0 THEN 16 ELSE bit_or(relation) END::INTEGER AS relations,
     ${flags} AS flags
   FROM uses_of_models WHERE node <> model GROUP BY model, node ORDER BY model, node`,
  `${create} model_datasets AS SELECT model, node AS dataset, ${flags} AS flags
   FROM uses_of_datasets WHERE state <> 'placeholder' GROUP BY model, node ORDER BY model, node`,
  ...pairsSql,
  `${create} reference_states AS
   SELECT 'models' AS kind, state, count(*)::INTEGER AS "references", sum(coalesce(self, false)::INTEGER)::INTEGER AS self_loops
   FROM pairs_of_models
   GROUP BY state
   UNION ALL SELECT 'datasets', state, count(*)::INTEGER, 0 FROM pairs_of_datasets GROUP BY state ORDER BY ALL`,
  ...countPairsSql(create),
];

/**
 * Ghosts with their owners (-1: a malformed name has none), which are numbered after those of listed repos, and in their
 * most frequent spelling: that of most models; ties: the first in code-point order. Under an old name a ghost may be
 * spelled as another owner's, who is not its own.
 */
const ghostsSql = (create: string): string[] => [
  `CREATE TEMP TABLE ghost_keys AS
   SELECT kind, node, name, malformed, CASE kind WHEN 'models' THEN ${ownerKey('models', 'name', "'ghost ' || name")}
     ELSE ${ownerKey('datasets', 'name', "'ghost ' || name")} END AS key FROM ghost_names`,
  `CREATE TEMP TABLE ghost_spellings AS
   SELECT kind, node, arg_min(spelling, (-times, spelling)) AS spelling FROM (
     SELECT g.kind, g.node, a.cleaned AS spelling, count(DISTINCT d.model) AS times
     FROM ghost_names g JOIN name_nodes n ON n.kind = g.kind AND n.node = g.node
     JOIN all_names a ON a.rowid = n.name JOIN declared d ON d.name = n.name GROUP BY ALL)
   GROUP BY kind, node`,
  `INSERT INTO owners
   SELECT ((SELECT count(*) FROM owners) + row_number() OVER () - 1)::INTEGER, key, arg_min(name, (-times, name)) FROM (
     SELECT g.key, CASE WHEN fold_ascii(split_part(s.spelling, '/', 1)) = split_part(g.name, '/', 1)
       THEN split_part(s.spelling, '/', 1) ELSE split_part(g.name, '/', 1) END AS name, count(*) AS times
     FROM ghost_keys g JOIN ghost_spellings s ON s.kind = g.kind AND s.node = g.node
     WHERE NOT g.malformed AND g.key NOT IN (SELECT key FROM owners) GROUP BY ALL)
   GROUP BY key`,
  `${create} ghosts AS
   SELECT g.kind, g.node, g.name, g.malformed, s.spelling, CASE WHEN g.malformed THEN -1 ELSE o.owner END AS owner
   FROM ghost_keys g JOIN ghost_spellings s ON s.kind = g.kind AND s.node = g.node LEFT JOIN owners o ON o.key = g.key
   ORDER BY g.kind, g.node`,
  'DROP TABLE ghost_keys',
  'DROP TABLE ghost_spellings',
];

const flags = `(bool_or(same_owner)::INTEGER + 2 * bool_and(state = 'renamed')::INTEGER)::INTEGER`;
