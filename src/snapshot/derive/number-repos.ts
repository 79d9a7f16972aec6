import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import { tagList } from './clean-names.ts';

/**
 * Repos distinguished and numbered: dense integers ordered by task, so that a task is a range and counting over its
 * members stays in the cache. Of several rows of one repo the one read last of all counts.
 * The rows of `models`, `datasets`, `ghosts`, and of the edges by their models, are written in the order of their
 * numbers, and a scan gives them in that order: who reads a whole column need not sort it, which takes ten times as
 * long as reading. A join keeps no order.
 */
export const numberReposSql = (create: string): string[] => [
  `CREATE TEMP TABLE dataset_words AS SELECT row, tag[17:] AS word FROM (
     SELECT rowid AS row, unnest(${tagList}) AS tag FROM dataset_rows WHERE contains(tags, '"task_categories:'))
   WHERE starts_with(tag, 'task_categories:') AND tag <> 'task_categories:'`,
  `${create} tasks AS SELECT (row_number() OVER (ORDER BY name) - 1)::INTEGER AS task, name FROM (
     SELECT DISTINCT pipeline_tag AS name FROM model_rows WHERE pipeline_tag <> ''
     UNION SELECT DISTINCT word FROM dataset_words)`,
  ...supersededSql('model_rows', 'superseded_models'),
  ...supersededSql('dataset_rows', 'superseded_datasets'),
  ...ownersSql(create),
  `${create} models AS
   SELECT (row_number() OVER (ORDER BY task NULLS LAST, r.rowid) - 1)::INTEGER AS model, r.rowid AS row,
     coalesce(task, -1)::INTEGER AS task, r.created_at, o.owner
   FROM (SELECT rowid, pipeline_tag, created_at, ${ownerKey('models', 'id', 'hub_id')} AS key FROM model_rows) r
   JOIN owners o ON o.key = r.key LEFT JOIN tasks ON tasks.name = r.pipeline_tag
   WHERE r.rowid NOT IN (SELECT row FROM superseded_models) ORDER BY model`,
  `CREATE TEMP TABLE dataset_task_rows AS
   SELECT DISTINCT row, task FROM dataset_words JOIN tasks ON name = word
   WHERE row NOT IN (SELECT row FROM superseded_datasets)`,
  'DROP TABLE dataset_words',
  `${create} datasets AS
   SELECT (row_number() OVER (ORDER BY task NULLS LAST, r.rowid) - 1)::INTEGER AS dataset, r.rowid AS row, r.created_at, o.owner
   FROM (SELECT rowid, created_at, ${ownerKey('datasets', 'id', 'hub_id')} AS key FROM dataset_rows) r
   JOIN owners o ON o.key = r.key
   LEFT JOIN (SELECT row, min(task) AS task FROM dataset_task_rows GROUP BY row) t ON t.row = r.rowid
   WHERE r.rowid NOT IN (SELECT row FROM superseded_datasets) ORDER BY dataset`,
  `${create} dataset_tasks AS SELECT d.dataset, t.task FROM dataset_task_rows t JOIN datasets d ON d.row = t.row
   ORDER BY t.task, d.dataset`,
];

/**
 * Rows that a later row of the same repo replaces: none in most snapshots, so few ids are sorted, those whose hash occurs
 * more than once. Another id with the same hash is in no one's way. Equal hashes lie side by side when they are sorted,
 * which takes two thirds of the time of grouping them.
 */
export const selectSuperseded = (rows: string): string =>
  `SELECT rowid AS row FROM ${rows}
   WHERE hash(hub_id) IN (SELECT h FROM (
     SELECT h, lag(h) OVER (ORDER BY h) AS before FROM (SELECT hash(hub_id) AS h FROM ${rows})) WHERE h = before)
   QUALIFY row_number() OVER (PARTITION BY hub_id ORDER BY last_modified DESC NULLS LAST, stream DESC, rowid DESC) > 1`;

const supersededSql = (rows: string, into: string): string[] => [
  `CREATE TEMP TABLE ${into} AS ${selectSuperseded(rows)}`,
];

/**
 * What owners are compared by: a 64-bit hash of the part of an id before the slash, ASCII letters folded. A repo without
 * one is its own owner, and no one else's. In ASCII, as all ids are on the Hub, `lower` folds the same in half the time.
 * @param own what distinguishes such a repo from others of its kind
 */
export const ownerKey = (kind: RepoKind, id: string, own: string): string =>
  `CASE WHEN NOT contains(${id}, '/') THEN hash('${kind}', ${own})
     WHEN strlen(${id}) = length(${id}) THEN hash(lower(split_part(${id}, '/', 1)))
     ELSE ${nameKey(`split_part(${id}, '/', 1)`)} END`;

/** What the name of an owner is compared by. */
export const nameKey = (name: string): string => `hash(fold_ascii(${name}))`;

/**
 * Owners of listed repos, numbered; each by its most frequent spelling, ties: the first in code-point order. Keys are
 * made of the distinct names, of which there are far fewer than repos.
 */
const ownersSql = (create: string): string[] => [
  `CREATE TEMP TABLE owner_names AS
   SELECT key, arg_min(name, (-times, name)) AS name FROM (
     SELECT coalesce(own, ${nameKey('name')}) AS key, name, count(*) AS times FROM (${repoKinds
       .map(
         (kind) => `SELECT CASE WHEN NOT contains(id, '/') THEN ${ownerKey(kind, 'id', 'hub_id')} END AS own,
             split_part(id, '/', 1) AS name
           FROM ${kind === 'models' ? 'model_rows' : 'dataset_rows'}
           WHERE rowid NOT IN (SELECT row FROM superseded_${kind})`,
       )
       .join(' UNION ALL ')}) GROUP BY own, name)
   GROUP BY key`,
  // To number them as they are grouped would take one thread through all of that.
  `${create} owners AS SELECT rowid::INTEGER AS owner, key, name FROM owner_names`,
  'DROP TABLE owner_names',
];
