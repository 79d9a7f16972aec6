/**
 * The measures that are there on request, from `usage`, `edges` and `dataset_tasks`: measured(question, measure,
 * population, task, member, v), one row a member, zeros too. An owner is distinguished by a word before its name.
 */
const owner = (kind: string): string => `
  CASE WHEN contains(id, '/') THEN 'owner ' || translate(split_part(id, '/', 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
    ELSE '${kind} ' || hub_id END`;

export const furtherMeasures = `
owner_of_model AS MATERIALIZED (SELECT hub_id AS repo, ${owner('model')} AS owner FROM models),
owner_of_dataset AS MATERIALIZED (SELECT hub_id AS repo, ${owner('dataset')} AS owner FROM datasets),
uses_by_owner AS MATERIALIZED (
  SELECT u.repo, u.model, o.owner AS user, d.owner AS own
  FROM usage u JOIN owner_of_model o ON o.repo = u.model JOIN owner_of_dataset d ON d.repo = u.repo),
edges_by_owner AS MATERIALIZED (
  SELECT e.repo, e.model, o.owner AS user, b.owner AS own
  FROM edges e JOIN owner_of_model o ON o.repo = e.model JOIN owner_of_model b ON b.repo = e.repo),
reach AS (
  SELECT repo AS base, model FROM edges WHERE repo IS NOT NULL
  UNION SELECT r.base, e.model FROM reach r JOIN edges e ON e.repo = r.model),
task_of_model AS (SELECT pipeline_tag AS task, hub_id AS repo FROM models),
task_of_dataset AS (SELECT task, dataset AS repo FROM dataset_tasks),
further AS (
  SELECT 'RQ2' AS question, 'owners-per-dataset' AS measure, task, t.repo AS member,
    (SELECT len(list_distinct(list(u.user))) FROM uses_by_owner u WHERE u.repo = t.repo AND u.user <> u.own) AS v
  FROM task_of_dataset t
  UNION ALL
  SELECT 'RQ3', 'owners-per-model', task, t.repo,
    (SELECT len(list_distinct(list(e.user))) FROM edges_by_owner e WHERE e.repo = t.repo AND e.user <> e.own)
  FROM task_of_model t
  UNION ALL
  SELECT 'RQ3', 'descendants-per-model', task, t.repo,
    (SELECT count(*) FROM reach r WHERE r.base = t.repo AND r.model <> t.repo) FROM task_of_model t
  UNION ALL
  SELECT 'RQ2', 'uses-per-owner', t.task, o.owner, count(DISTINCT u.model)
  FROM task_of_dataset t JOIN owner_of_dataset o ON o.repo = t.repo LEFT JOIN uses_by_owner u ON u.repo = t.repo
  GROUP BY t.task, o.owner
  UNION ALL
  SELECT 'RQ3', 'derivatives-per-owner', t.task, o.owner, count(DISTINCT e.model)
  FROM task_of_model t JOIN owner_of_model o ON o.repo = t.repo LEFT JOIN edges_by_owner e ON e.repo = t.repo
  GROUP BY t.task, o.owner
  UNION ALL
  SELECT 'RQ2', 'downloads-per-dataset', t.task, t.repo, d.downloads
  FROM task_of_dataset t JOIN datasets d ON d.hub_id = t.repo
  UNION ALL
  SELECT 'RQ3', 'downloads-per-model', t.task, t.repo, m.downloads
  FROM task_of_model t JOIN models m ON m.hub_id = t.repo),
measured AS (SELECT question, measure, 'all' AS population, task, member, coalesce(v, 0) AS v FROM further)`;
