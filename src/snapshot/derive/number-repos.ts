/**
 * Repos told apart and numbered: dense integers ordered by task, so that a task is a range and counting over its
 * members stays in the cache. Of several rows of one repo the one read last of all counts.
 */
export const numberReposSql = (create: string): string[] => [
  `${create} tasks AS SELECT (row_number() OVER (ORDER BY name) - 1)::INTEGER AS task, name FROM (
     SELECT DISTINCT pipeline_tag AS name FROM model_rows WHERE pipeline_tag <> ''
     UNION SELECT DISTINCT tag[17:] FROM (SELECT unnest(tags ->> '$[*]') AS tag FROM dataset_rows
       WHERE contains(tags, '"task_categories:')) WHERE starts_with(tag, 'task_categories:') AND tag <> 'task_categories:')`,
  ...supersededSql('model_rows', 'superseded_models'),
  ...supersededSql('dataset_rows', 'superseded_datasets'),
  `${create} models AS
   SELECT (row_number() OVER (ORDER BY task NULLS LAST, r.rowid) - 1)::INTEGER AS model, r.rowid AS row,
     coalesce(task, -1)::INTEGER AS task, r.created_at
   FROM (SELECT rowid, pipeline_tag, created_at FROM model_rows) r LEFT JOIN tasks ON tasks.name = r.pipeline_tag
   WHERE r.rowid NOT IN (SELECT row FROM superseded_models) ORDER BY model`,
  `CREATE TEMP TABLE dataset_task_rows AS
   SELECT DISTINCT row, task FROM (SELECT rowid AS row, unnest(tags ->> '$[*]') AS tag FROM dataset_rows
     WHERE contains(tags, '"task_categories:') AND rowid NOT IN (SELECT row FROM superseded_datasets))
   JOIN tasks ON tag = 'task_categories:' || tasks.name`,
  `${create} datasets AS
   SELECT (row_number() OVER (ORDER BY task NULLS LAST, r.rowid) - 1)::INTEGER AS dataset, r.rowid AS row, r.created_at
   FROM (SELECT rowid, created_at FROM dataset_rows) r
   LEFT JOIN (SELECT row, min(task) AS task FROM dataset_task_rows GROUP BY row) t ON t.row = r.rowid
   WHERE r.rowid NOT IN (SELECT row FROM superseded_datasets) ORDER BY dataset`,
  `${create} dataset_tasks AS SELECT d.dataset, t.task FROM dataset_task_rows t JOIN datasets d ON d.row = t.row
   ORDER BY t.task, d.dataset`,
];

/** Rows that a later row of the same repo replaces: none in most snapshots, so only their ids are sorted. */
const supersededSql = (rows: string, into: string): string[] => [
  `CREATE TEMP TABLE ${into} AS
   SELECT rowid AS row FROM ${rows} WHERE hub_id IN (SELECT hub_id FROM ${rows} GROUP BY hub_id HAVING count(*) > 1)
   QUALIFY row_number() OVER (PARTITION BY hub_id ORDER BY last_modified DESC NULLS LAST, stream DESC, rowid DESC) > 1`,
];
