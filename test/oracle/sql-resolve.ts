import { cleaned, foldSql, isPlaceholder, wellFormed } from './sql-names.ts';

/** One row a repo: of its rows in the raw table, the one with the greatest (last_modified, stream, rowid). */
const repos = (table: string): string => `
  SELECT * EXCLUDE (pick) FROM (
    SELECT *, row_number() OVER (
      PARTITION BY hub_id ORDER BY last_modified DESC NULLS LAST, stream DESC, rowid DESC) AS pick
    FROM ${table})
  WHERE pick = 1`;

const relations = '(finetune|adapter|quantized|merge)';

/** models, datasets: the repos. written: each declaration as it is among the tags, repeats and all. */
export const repoCtes = `
models AS MATERIALIZED (${repos('model_rows')}),
datasets AS MATERIALIZED (${repos('dataset_rows')}),
model_tags AS MATERIALIZED (SELECT hub_id AS model, unnest(tags->>'$[*]') AS tag FROM models),
dataset_tasks AS MATERIALIZED (
  SELECT DISTINCT hub_id AS dataset, id, regexp_replace(tag, '^task_categories:', '') AS task
  FROM (SELECT hub_id, id, unnest(tags->>'$[*]') AS tag FROM datasets)
  WHERE starts_with(tag, 'task_categories:')),
written AS MATERIALIZED (
  SELECT 'datasets' AS kind, model, CAST(NULL AS VARCHAR) AS relation, tag, substring(tag, 9) AS rest
  FROM model_tags WHERE starts_with(tag, 'dataset:')
  UNION ALL
  SELECT 'models', model, nullif(regexp_extract(tag, '^base_model:${relations}:', 1), ''), tag,
    regexp_replace(tag, '^base_model:(${relations}:)?', '')
  FROM model_tags WHERE starts_with(tag, 'base_model:')),
declared AS MATERIALIZED (
  SELECT *, ${foldSql('name')} AS folded_name, ${wellFormed('name')} AS well_formed,
    kind = 'datasets' AND ${isPlaceholder(foldSql('name'))} AS placeholder
  FROM (SELECT kind, model, relation,
      CASE kind WHEN 'models' THEN ${cleaned('models', 'rest')} ELSE ${cleaned('datasets', 'rest')} END AS name
    FROM written)
  WHERE name <> '')`;

/**
 * resolved: what each distinct name (in its own letters) stands for. `repo` is the listed repo, if any; `thing` tells
 * things apart; `kind_of` is the word of status. Renames are walked as a set of reachable names, so loops end by
 * themselves; the members of a loop are one thing, called by the least of their names.
 */
export const resolveCtes = `
listed AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY kind, id ORDER BY created_at ASC NULLS LAST, hub_id) AS exact_rank,
    row_number() OVER (PARTITION BY kind, folded_id ORDER BY created_at ASC NULLS LAST, hub_id) AS folded_rank
  FROM (SELECT 'models' AS kind, hub_id, id, created_at, ${foldSql('id')} AS folded_id FROM models
    UNION ALL SELECT 'datasets', hub_id, id, created_at, ${foldSql('id')} FROM datasets)),
answers AS (
  SELECT kind, name, outcome, current_id, hub_id FROM (
    SELECT *, row_number() OVER (PARTITION BY kind, name ORDER BY checked_at DESC, rowid DESC) AS pick
    FROM lookups WHERE outcome <> 'failed')
  WHERE pick = 1),
steps AS MATERIALIZED (
  SELECT a.kind, a.name, coalesce(e.hub_id, f.hub_id, h.hub_id) AS repo,
    ${foldSql('coalesce(a.current_id, a.name)')} AS next_name
  FROM answers a
  LEFT JOIN listed own ON own.kind = a.kind AND own.folded_id = a.name AND own.folded_rank = 1
  LEFT JOIN listed e ON e.kind = a.kind AND e.id = a.current_id AND e.exact_rank = 1
  LEFT JOIN listed f ON f.kind = a.kind AND f.folded_id = ${foldSql('a.current_id')} AND f.folded_rank = 1
  LEFT JOIN (SELECT DISTINCT kind, hub_id FROM listed) h ON h.kind = a.kind AND h.hub_id = a.hub_id
  WHERE a.outcome = 'exists' AND own.hub_id IS NULL),
walk AS (
  SELECT kind, name AS start, name AS at_name FROM steps
  UNION
  SELECT w.kind, w.start, s.next_name FROM walk w
  JOIN steps s ON s.kind = w.kind AND s.name = w.at_name AND s.repo IS NULL),
visits AS MATERIALIZED (
  SELECT w.kind, w.start, w.at_name, s.repo, s.name IS NULL AS ends,
    EXISTS (FROM walk back JOIN steps last ON last.kind = back.kind AND last.name = back.at_name
      WHERE back.kind = w.kind AND back.start = w.at_name AND last.repo IS NULL AND last.next_name = w.at_name) AS loops
  FROM walk w LEFT JOIN steps s ON s.kind = w.kind AND s.name = w.at_name),
renames AS MATERIALIZED (
  SELECT kind, start AS name, max(repo) AS repo, min(at_name) FILTER (ends OR loops) AS end_name
  FROM visits GROUP BY kind, start),
names AS (SELECT DISTINCT kind, name, folded_name, well_formed, placeholder FROM declared),
resolved AS MATERIALIZED (
  SELECT *, CASE WHEN NOT well_formed THEN 'malformed ' || folded_name
      WHEN repo IS NOT NULL THEN 'repo ' || repo ELSE 'ghost ' || coalesce(end_name, folded_name) END AS thing
  FROM (
    SELECT n.*, r.end_name,
      CASE WHEN n.well_formed THEN coalesce(e.hub_id, f.hub_id, r.repo) END AS repo,
      CASE WHEN n.placeholder THEN 'placeholder' WHEN NOT n.well_formed THEN 'malformed'
        WHEN f.hub_id IS NOT NULL THEN 'listed' WHEN r.repo IS NOT NULL THEN 'renamed'
        WHEN r.end_name IS NOT NULL THEN 'outside'
        WHEN a.outcome = 'missing' THEN 'missing' ELSE 'unresolved' END AS kind_of
    FROM names n
    LEFT JOIN listed e ON e.kind = n.kind AND e.id = n.name AND e.exact_rank = 1
    LEFT JOIN listed f ON f.kind = n.kind AND f.folded_id = n.folded_name AND f.folded_rank = 1
    LEFT JOIN renames r ON r.kind = n.kind AND r.name = n.folded_name
    LEFT JOIN answers a ON a.kind = n.kind AND a.name = n.folded_name)),
mentions AS MATERIALIZED (
  SELECT d.kind, d.model, d.relation, d.folded_name, r.repo, r.thing, r.kind_of,
    d.kind = 'models' AND r.repo IS NOT DISTINCT FROM d.model AS self_loop
  FROM declared d JOIN resolved r ON r.kind = d.kind AND r.name = d.name)`;
