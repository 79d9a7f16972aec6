/**
 * Integer edges. Nodes 0…N−1 are listed repos, then come ghosts (declared, not listed), then malformed names,
 * which count as declared but are no nodes of a graph. Flags: 1 = both ends have one owner, 2 = found by a rename.
 */
export const buildEdgesSql = (create: string): string[] => [
  `${create} ghosts AS SELECT kind, node, name, malformed FROM ghost_names ORDER BY kind, node`,
  'DROP TABLE ghost_names',
  'DROP TABLE listed',
  'DROP TABLE names',
  'DROP TABLE resolved',
  'DROP TABLE direct',
  ...(['models', 'datasets'] as const).flatMap((kind) => [
    `CREATE TEMP TABLE uses_of_${kind} AS
     SELECT m.model, n.node, n.folded, n.state, d.relation, coalesce(n.owner = d.owner, false) AS same_owner
     FROM declared d JOIN name_nodes n ON n.name = d.name JOIN models m ON m.row = d.row WHERE n.kind = '${kind}'`,
  ]),
  `${create} model_bases AS
   SELECT model, node AS base, CASE bit_or(relation) WHEN 0 THEN 16 ELSE bit_or(relation) END::INTEGER AS relations,
     ${flags} AS flags
   FROM uses_of_models WHERE node <> model GROUP BY model, node ORDER BY model, node`,
  `${create} model_datasets AS SELECT model, node AS dataset, ${flags} AS flags
   FROM uses_of_datasets WHERE state <> 'placeholder' GROUP BY model, node ORDER BY model, node`,
  `${create} reference_states AS
   SELECT 'models' AS kind, state, count(*)::INTEGER AS "references", sum(self::INTEGER)::INTEGER AS self_loops FROM (
     SELECT any_value(state) AS state, bool_or(node = model) AS self FROM uses_of_models GROUP BY model, folded)
   GROUP BY state
   UNION ALL SELECT 'datasets', state, count(*)::INTEGER, 0 FROM (
     SELECT any_value(state) AS state FROM uses_of_datasets GROUP BY model, folded)
   GROUP BY state ORDER BY ALL`,
];

const flags = `(bool_or(same_owner)::INTEGER + 2 * bool_and(state = 'renamed')::INTEGER)::INTEGER`;
