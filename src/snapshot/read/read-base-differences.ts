import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/**
 * A base that `baseModels` names stands for the listed repo of its `_id`, else of its name, else for the ghost of that
 * name, so that both sides are nodes; one that is none of these no tag names, and it goes by its name.
 */
const differencesSql = `
WITH stated AS MATERIALIZED (
  SELECT model, base.hubId AS hub_id, lower(base.id) AS folded FROM (
    SELECT m.model, unnest(from_json(r.base_models, '[{"hubId":"VARCHAR","id":"VARCHAR"}]')) AS base
    FROM models m JOIN model_rows r ON r.rowid = m.row WHERE r.base_models IS NOT NULL)),
listed AS MATERIALIZED (
  SELECT m.model AS node, r.hub_id, lower(r.id) AS folded, m.created_at FROM models m JOIN model_rows r ON r.rowid = m.row
  WHERE r.hub_id IN (SELECT hub_id FROM stated) OR lower(r.id) IN (SELECT folded FROM stated)),
by_name AS (SELECT folded, arg_min(node, (created_at IS NULL, created_at, hub_id)) AS node FROM listed GROUP BY folded),
theirs AS (
  SELECT DISTINCT s.model, coalesce(l.node::VARCHAR, n.node::VARCHAR, g.node::VARCHAR, '/' || s.folded) AS base
  FROM stated s LEFT JOIN listed l ON l.hub_id = s.hub_id LEFT JOIN by_name n ON n.folded = s.folded
  LEFT JOIN (SELECT node, name FROM ghosts WHERE kind = 'models' AND NOT malformed) g ON g.name = s.folded),
compared AS (
  SELECT coalesce(t.model, o.model) AS model, t.model IS NOT NULL AS tagged, o.model IS NOT NULL AS stated
  FROM (SELECT model, base::VARCHAR AS base FROM model_bases) t
  FULL JOIN (FROM theirs WHERE base <> model::VARCHAR) o ON o.model = t.model AND o.base = t.base)
SELECT count(DISTINCT model)::INTEGER AS models,
  count(DISTINCT model) FILTER (NOT (tagged AND stated))::INTEGER AS differing,
  count(*) FILTER (tagged AND stated)::INTEGER AS "inBoth",
  count(*) FILTER (NOT stated)::INTEGER AS "onlyTags", count(*) FILTER (NOT tagged)::INTEGER AS "onlyBaseModels"
FROM compared`;

/**
 * How the base models that the tags name compare with `baseModels`, which must have been asked for; (model, base) pairs
 * after renames, a model's own name left out. The derived tables must be there.
 */
export async function readBaseDifferences(
  snapshot: Snapshot,
): Promise<Record<'models' | 'differing' | 'inBoth' | 'onlyTags' | 'onlyBaseModels', number>> {
  const [row] = await readRows(snapshot.connection, differencesSql);
  return {
    models: Number(row?.models),
    differing: Number(row?.differing),
    inBoth: Number(row?.inBoth),
    onlyTags: Number(row?.onlyTags),
    onlyBaseModels: Number(row?.onlyBaseModels),
  };
}
