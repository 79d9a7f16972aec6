import type { RepoKind } from '../../repo-kind.ts';

/** How many nodes of each sort there are, a row for each kind. */
export const countNodesSql = `SELECT kind, listed, count(g.kind) FILTER (NOT malformed)::INTEGER AS ghosts,
    count(g.kind) FILTER (malformed)::INTEGER AS malformed
  FROM (SELECT 'models' AS kind, count(*)::INTEGER AS listed FROM models
    UNION ALL SELECT 'datasets', count(*)::INTEGER FROM datasets) LEFT JOIN ghosts g USING (kind)
  GROUP BY kind, listed`;

/**
 * What is asked for again and again and does not change: how many nodes of each sort there are, of each task's datasets
 * how many edges lead to them and how many of these were found by a rename alone, and how many models use each owner.
 */
export const countOnceSql = (create: string): string[] => [
  `${create} node_counts AS ${countNodesSql}`,
  `${create} moved_uses AS
   SELECT t.name AS task, n.datasets, n.uses, n.moved FROM (
     SELECT d.task, count(DISTINCT d.dataset)::INTEGER AS datasets, count(m.model)::INTEGER AS uses,
       count(m.model) FILTER (m.flags & 2 > 0)::INTEGER AS moved
     FROM dataset_tasks d LEFT JOIN model_datasets m ON m.dataset = d.dataset GROUP BY d.task) n
   JOIN tasks t ON t.task = n.task WHERE n.moved > 0 ORDER BY t.name`,
  `${create} owner_uses AS SELECT owner, count(DISTINCT model)::INTEGER AS uses FROM (
     ${ownedUsesSql('models', 'model_bases', 'base')} UNION ALL ${ownedUsesSql('datasets', 'model_datasets', 'dataset')})
   GROUP BY owner ORDER BY owner`,
];

/** Which models use what of which owners, those of ghosts too; malformed names have none. */
const ownedUsesSql = (kind: RepoKind, edges: string, target: string): string =>
  `SELECT e.model, o.owner FROM ${edges} e JOIN (
     SELECT ${kind.slice(0, -1)} AS node, owner FROM ${kind}
     UNION ALL SELECT node, owner FROM ghosts WHERE kind = '${kind}' AND NOT malformed) o ON o.node = e.${target}`;
