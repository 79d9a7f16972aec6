/**
 * Integer edges. Nodes 0…N−1 are listed repos, then come ghosts (declared, not listed), then malformed names,
 * which count as declared but are no nodes of a graph. Flags: 1 = both ends have one owner, 2 = found by a rename.
 */
export const buildEdgesSql = (create: string): string[] => [
  `${create} ghosts AS
   SELECT kind, (row_number() OVER (PARTITION BY kind ORDER BY malformed, name) - 1
     + CASE kind WHEN 'models' THEN (SELECT count(*) FROM models) ELSE (SELECT count(*) FROM datasets) END)::INTEGER AS node,
     name, malformed FROM (
     SELECT DISTINCT kind, identity AS name, state = 'malformed' AS malformed FROM resolved
     WHERE node IS NULL AND state <> 'placeholder') ORDER BY kind, node`,
  `CREATE TEMP TABLE name_nodes AS
   SELECT r.name, r.kind, r.text, r.folded, r.state, coalesce(r.node, g.node) AS node,
     lower(split_part(coalesce(l.id, g.name), '/', 1)) AS owner,
     contains(coalesce(l.id, g.name), '/') AND r.state <> 'malformed' AS owned
   FROM resolved r
   LEFT JOIN ghosts g ON r.node IS NULL AND g.kind = r.kind AND g.name = r.identity AND g.malformed = (r.state = 'malformed')
   LEFT JOIN listed l ON l.kind = r.kind AND l.node = r.node`,
  `CREATE TEMP TABLE owners AS
   SELECT m.model, m.row, CASE WHEN contains(r.id, '/') THEN lower(split_part(r.id, '/', 1)) END AS owner
   FROM models m JOIN model_rows r ON r.rowid = m.row`,
  `CREATE TEMP TABLE uses AS
   SELECT o.model, n.kind, n.node, n.name, n.folded, n.state, d.relation, coalesce(n.owned AND n.owner = o.owner, false) AS same_owner
   FROM declared d JOIN name_nodes n ON n.kind = d.kind AND n.text = d.text JOIN owners o ON o.row = d.row`,
  `${create} model_bases AS
   SELECT model, node AS base, CASE bit_or(relation) WHEN 0 THEN 16 ELSE bit_or(relation) END::INTEGER AS relations,
     (bool_or(same_owner)::INTEGER + 2 * bool_and(state = 'renamed')::INTEGER)::INTEGER AS flags
   FROM uses WHERE kind = 'models' AND node <> model GROUP BY model, node ORDER BY model, node`,
  `${create} model_datasets AS
   SELECT model, node AS dataset, (bool_or(same_owner)::INTEGER + 2 * bool_and(state = 'renamed')::INTEGER)::INTEGER AS flags
   FROM uses WHERE kind = 'datasets' AND state <> 'placeholder' GROUP BY model, node ORDER BY model, node`,
  `${create} reference_states AS
   SELECT kind, state, count(*)::INTEGER AS "references", sum(self::INTEGER)::INTEGER AS self_loops FROM (
     SELECT kind, model, folded, any_value(state) AS state, bool_or(kind = 'models' AND node = model) AS self
     FROM uses GROUP BY kind, model, folded)
   GROUP BY kind, state ORDER BY kind, state`,
];
