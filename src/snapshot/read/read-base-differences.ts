import { type Relation, relations } from '../../definitions/relations.ts';
import { fromBits, toBits } from '../derive/clean-names.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** The relations that both sides can name. */
const named = relations.filter((relation) => relation !== 'unspecified');

/** The bit of a relation of `baseModels`; 0 where it is none of the four, or is not known. */
const relationBit = `CASE s.relation ${named.map((relation) => `WHEN '${relation}' THEN ${toBits([relation])}`).join(' ')} ELSE 0 END`;

const mostExamples = 5;

/**
 * A base that `baseModels` names stands for the listed repo of its `_id`, else of its name, else for the ghost of that
 * name, so that both sides are nodes; one that is none of these no tag names, and it goes by its name.
 */
const differencesSql = `
WITH stated AS MATERIALIZED (
  SELECT model, base.hubId AS hub_id, base.id, lower(base.id) AS folded, base.relation FROM (
    SELECT m.model, unnest(from_json(r.base_models, '[{"hubId":"VARCHAR","id":"VARCHAR","relation":"VARCHAR"}]')) AS base
    FROM models m JOIN model_rows r ON r.rowid = m.row WHERE r.base_models IS NOT NULL)),
listed AS MATERIALIZED (
  SELECT m.model AS node, r.hub_id, lower(r.id) AS folded, m.created_at FROM models m JOIN model_rows r ON r.rowid = m.row
  WHERE r.hub_id IN (SELECT hub_id FROM stated) OR lower(r.id) IN (SELECT folded FROM stated)),
by_name AS (SELECT folded, arg_min(node, (created_at IS NULL, created_at, hub_id)) AS node FROM listed GROUP BY folded),
theirs AS (
  SELECT s.model, coalesce(l.node::VARCHAR, n.node::VARCHAR, g.node::VARCHAR, '/' || s.folded) AS base,
    min(s.id) AS name, bit_or(${relationBit}) AS relations
  FROM stated s LEFT JOIN listed l ON l.hub_id = s.hub_id LEFT JOIN by_name n ON n.folded = s.folded
  LEFT JOIN (SELECT node, name FROM ghosts WHERE kind = 'models' AND NOT malformed) g ON g.name = s.folded
  GROUP BY ALL),
compared AS MATERIALIZED (
  SELECT coalesce(t.model, o.model) AS model, t.model IS NOT NULL AS tagged, o.model IS NOT NULL AS stated,
    o.name, t.relations AS tags, o.relations AS theirs, t.relations = 0 OR o.relations = 0 AS unnamed,
    NOT unnamed AND t.relations <> o.relations AS other
  FROM (SELECT model, base::VARCHAR AS base, relations & ${toBits(named)} AS relations FROM model_bases) t
  FULL JOIN (FROM theirs WHERE base <> model::VARCHAR) o ON o.model = t.model AND o.base = t.base),
by_model AS MATERIALIZED (
  SELECT model, bool_and(tagged AND stated) AS alike, bool_or(other) AS other, bool_or(unnamed) AS unnamed,
    count(*) FILTER (tagged AND stated) AS in_both, count(*) FILTER (NOT stated) AS only_tags,
    count(*) FILTER (NOT tagged) AS only_stated
  FROM compared GROUP BY model),
examples AS (
  SELECT r.id AS model, c.name AS base, c.tags, c.theirs
  FROM compared c JOIN models m ON m.model = c.model JOIN model_rows r ON r.rowid = m.row
  WHERE c.other AND c.model IN (SELECT model FROM by_model WHERE alike)
  QUALIFY row_number() OVER (PARTITION BY c.model ORDER BY c.name, c.tags, c.theirs) = 1
  ORDER BY ALL LIMIT ${mostExamples})
SELECT count(*)::INTEGER AS models, count(*) FILTER (NOT alike)::INTEGER AS differing,
  coalesce(sum(in_both), 0)::INTEGER AS "inBoth", coalesce(sum(only_tags), 0)::INTEGER AS "onlyTags",
  coalesce(sum(only_stated), 0)::INTEGER AS "onlyBaseModels",
  count(*) FILTER (alike AND other)::INTEGER AS "otherRelation",
  count(*) FILTER (alike AND NOT other AND unnamed)::INTEGER AS "noRelation",
  (SELECT coalesce(to_json(list(e ORDER BY e)), '[]')::VARCHAR FROM examples e) AS examples
FROM by_model`;

/** What {@link readBaseDifferences} finds. */
interface FoundDifferences
  extends Record<
    'models' | 'differing' | 'inBoth' | 'onlyTags' | 'onlyBaseModels' | 'otherRelation' | 'noRelation',
    number
  > {
  otherRelationExamples: { model: string; base: string; tags: Relation[]; baseModels: Relation[] }[];
}

/**
 * How the base models that the tags name compare with `baseModels`, which must have been asked for; (model, base) pairs
 * after renames, a model's own name left out. Relations are compared where the bases of a model are the same, as sets.
 * The derived tables must be there.
 */
export async function readBaseDifferences(snapshot: Snapshot): Promise<FoundDifferences> {
  const [row] = await readRows(snapshot.connection, differencesSql);
  const examples: { model: string; base: string; tags: number; theirs: number }[] = JSON.parse(
    String(row?.examples),
  );
  return {
    models: Number(row?.models),
    differing: Number(row?.differing),
    inBoth: Number(row?.inBoth),
    onlyTags: Number(row?.onlyTags),
    onlyBaseModels: Number(row?.onlyBaseModels),
    otherRelation: Number(row?.otherRelation),
    noRelation: Number(row?.noRelation),
    otherRelationExamples: examples.map(({ model, base, tags, theirs }) => ({
      model,
      base,
      tags: fromBits(tags),
      baseModels: fromBits(theirs),
    })),
  };
}
