import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';
import { type FactsOf, findIn, type ModelFacts, toFactsOf } from './read-models.ts';
import { asked } from './read-names.ts';
import { type ReuseScope, toScopeSql } from './read-reuse.ts';

/** Reads some datasets and ghosts by their nodes; `task` has all of its tasks, by name. The derived tables must be there. */
export async function readDatasets({ connection }: Snapshot, nodes: Iterable<number>): Promise<FactsOf> {
  const rows = await readRows(
    connection,
    `SELECT n.number::INTEGER AS node, coalesce(r.id, g.spelling) AS id, r.id IS NULL AS ghost, t.names AS task,
       r.downloads::DOUBLE AS downloads, r.likes::DOUBLE AS likes, epoch_ms(r.created_at)::DOUBLE AS created
     FROM ${asked} n
     LEFT JOIN datasets d ON d.dataset = n.number LEFT JOIN dataset_rows r ON r.rowid = d.row
     LEFT JOIN (SELECT dataset, string_agg(name, ';' ORDER BY name) AS names
       FROM dataset_tasks JOIN tasks USING (task) JOIN ${asked} a ON a.number = dataset GROUP BY dataset) t
       ON t.dataset = n.number
     LEFT JOIN ghosts g ON g.kind = 'datasets' AND g.node = n.number`,
    { numbers: JSON.stringify([...nodes]) },
  );
  return toFactsOf(rows);
}

/**
 * At most this many numbers are a list in the query: it filters while tables are read, in a third of the time that a join takes. A
 * longer one would take longer to parse.
 */
const mostListed = 1000;

/**
 * Reads some owners: an owner without a repo in the snapshot is a ghost; downloads and likes are the sums over
 * those of its repos that are in the scope. The derived tables must be there.
 */
export async function readOwners(
  { connection }: Snapshot,
  owners: Iterable<number>,
  scope: ReuseScope,
): Promise<FactsOf> {
  const numbers = [...owners];
  const isShort = numbers.length <= mostListed;
  const isAsked = `owner IN (${isShort ? numbers.join(', ') || 'NULL' : `FROM ${asked}`})`;
  const rows = await readRows(
    connection,
    `SELECT o.owner::INTEGER AS owner, o.name AS id, o.owner > last AS ghost, NULL AS task,
       s.downloads::DOUBLE AS downloads, s.likes::DOUBLE AS likes, NULL AS "createdAt"
     FROM (FROM owners WHERE ${isAsked}) o
     CROSS JOIN (SELECT greatest((SELECT max(owner) FROM models), (SELECT max(owner) FROM datasets), -1) AS last)
     LEFT JOIN (
       SELECT owner, sum(downloads) AS downloads, sum(likes) AS likes FROM (
         SELECT m.owner, r.downloads, r.likes
         FROM (FROM models WHERE ${isAsked} AND ${toScopeSql('models', scope)}) m JOIN model_rows r ON r.rowid = m.row
         UNION ALL SELECT d.owner, r.downloads, r.likes
         FROM (FROM datasets WHERE ${isAsked} AND ${toScopeSql('datasets', scope)}) d JOIN dataset_rows r ON r.rowid = d.row)
       GROUP BY owner) s ON s.owner = o.owner`,
    isShort ? undefined : { numbers: JSON.stringify(numbers) },
  );
  return findIn(rows.map(({ owner, ...facts }) => [Number(owner), facts as unknown as ModelFacts]));
}
