import { cleaned, foldSql, quoteAll } from './sql-names.ts';

/** What RQ3 counts under `current`: an edge has the set of its relations, or `unspecified` alone. */
const relationFilter = (relations: readonly string[] | undefined): string =>
  relations === undefined
    ? ''
    : `HAVING list_has_any(
        CASE WHEN count(relation) = 0 THEN ['unspecified'] ELSE list(relation) FILTER (relation IS NOT NULL) END,
        CAST([${quoteAll(relations)}] AS VARCHAR[]))`;

/** Distinct uses and base edges under `current`; `repo` is null where what they lead to is not listed. */
export const currentEdges = (relations?: readonly string[]): string => `
usage AS MATERIALIZED (
  SELECT DISTINCT model, thing, repo FROM mentions WHERE kind = 'datasets' AND kind_of <> 'placeholder'),
edges AS MATERIALIZED (
  SELECT model, thing, any_value(repo) AS repo FROM mentions WHERE kind = 'models' AND NOT self_loop
  GROUP BY model, thing ${relationFilter(relations)})`;

/** measured(question, measure, population, task, member, v) under `current`: one row a member, zeros too. */
export const currentMeasures = (relations?: readonly string[]): string => `${currentEdges(relations)},
counts AS (
  SELECT 'datasets-per-model' AS measure, model AS member, count(*) AS v FROM usage GROUP BY model
  UNION ALL SELECT 'models-per-dataset', repo, count(*) FROM usage WHERE repo IS NOT NULL GROUP BY repo
  UNION ALL SELECT 'derivatives-per-model', repo, count(*) FROM edges WHERE repo IS NOT NULL GROUP BY repo
  UNION ALL SELECT 'bases-per-model', model, count(*) FROM edges GROUP BY model),
members AS (
  SELECT q.*, m.pipeline_tag AS task, m.hub_id AS member FROM models m, (VALUES
    ('RQ1', 'datasets-per-model', 'nonzero'), ('RQ3', 'derivatives-per-model', 'all'),
    ('RQ3', 'bases-per-model', 'nonzero')) q(question, measure, population)
  UNION ALL SELECT 'RQ2', 'models-per-dataset', 'all', task, dataset FROM dataset_tasks),
measured AS (
  SELECT m.*, coalesce(c.v, 0) AS v
  FROM members m LEFT JOIN counts c ON c.measure = m.measure AND c.member = m.member)`;

/** The length of a card's list: a string is one item, anything but a string or a list is none. */
const cardLength = (column: string): string => `
  CASE json_type(${column}) WHEN 'VARCHAR' THEN 1 WHEN 'ARRAY' THEN json_array_length(${column}) ELSE 0 END`;

/** measured(…) under `study-2025`. Nothing is resolved there: letters are compared as they are. */
export const studyMeasures = `
model_tasks AS MATERIALIZED (
  SELECT DISTINCT model, task FROM (
    SELECT model, tag AS task FROM model_tags UNION ALL SELECT hub_id, pipeline_tag FROM models)
  WHERE task IN (SELECT task FROM tasks)),
tag_lists AS (
  SELECT model, count(*) FILTER (kind = 'datasets') AS datasets,
    count(DISTINCT name) FILTER (kind = 'models' AND name <> '') AS bases
  FROM (SELECT model, kind, ${foldSql(cleaned('models', 'rest'))} AS name FROM written) GROUP BY model),
lengths AS MATERIALIZED (
  SELECT m.hub_id AS model,
    CASE WHEN m.has_card THEN ${cardLength('m.card_datasets')} ELSE coalesce(t.datasets, 0) END AS datasets,
    CASE WHEN m.has_card THEN ${cardLength('m.card_base_model')} ELSE coalesce(t.bases, 0) END AS bases
  FROM models m LEFT JOIN tag_lists t ON t.model = m.hub_id),
items AS (
  SELECT hub_id AS model, card_datasets->>'$' AS item FROM models
  WHERE has_card AND json_type(card_datasets) = 'VARCHAR'
  UNION ALL SELECT model, item->>'$' FROM (
    SELECT hub_id AS model, unnest(json_extract(card_datasets, '$[*]')) AS item FROM models
    WHERE has_card AND json_type(card_datasets) = 'ARRAY')
  WHERE json_type(item) = 'VARCHAR'
  UNION ALL SELECT w.model, w.rest FROM written w JOIN models m ON m.hub_id = w.model
  WHERE w.kind = 'datasets' AND NOT m.has_card),
uses AS (
  SELECT t.task, i.item, count(DISTINCT i.model) AS v
  FROM items i JOIN model_tasks t ON t.model = i.model GROUP BY t.task, i.item),
measured AS (
  SELECT q.question, q.measure, 'nonzero' AS population, t.task, t.model AS member,
    CASE q.question WHEN 'RQ1' THEN l.datasets ELSE l.bases END AS v
  FROM model_tasks t JOIN lengths l ON l.model = t.model,
    (VALUES ('RQ1', 'datasets-per-model'), ('RQ3', 'bases-per-model')) q(question, measure)
  UNION ALL
  SELECT 'RQ2', 'models-per-dataset', 'all', d.task, d.dataset, coalesce(u.v, 0)
  FROM dataset_tasks d LEFT JOIN uses u ON u.task = d.task AND u.item = d.id)`;
