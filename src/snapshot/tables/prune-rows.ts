import { boundMemory, budgets } from '../file/memory.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction } from '../file/query.ts';
import { writeMeta } from './meta.ts';

const tables = { models: 'model_rows', datasets: 'dataset_rows' } as const;

/**
 * Removes what an update has made void, so that a file does not grow with the number of updates: rows that a newer one
 * of the same repo and listing replaces, and those of repos that are private now.
 * @param privateIds the `_id`s that the update saw marked private
 */
export async function pruneRows(snapshot: Snapshot, privateIds: readonly string[]): Promise<void> {
  const { connection } = snapshot;
  // Distinguishing 3 million repos needs more than writing a page; deriving sets its own bound after this.
  await boundMemory(connection, budgets.rows);
  await inTransaction(connection, async () => {
    for (const rows of Object.values(tables)) {
      await connection.run(
        `DELETE FROM ${rows} WHERE hub_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`,
        { ids: JSON.stringify(privateIds) },
      );
      await connection.run(
        `DELETE FROM ${rows} WHERE rowid IN (
           SELECT rowid FROM ${rows} WHERE hub_id IN (SELECT hub_id FROM ${rows} GROUP BY hub_id HAVING count(*) > 1)
           QUALIFY row_number() OVER (PARTITION BY hub_id, stream ORDER BY last_modified DESC NULLS LAST, rowid DESC) > 1)`,
      );
      // A repo that has a row is public again.
      await connection.run(`DELETE FROM private_repos WHERE digest IN (SELECT md5(hub_id) FROM ${rows})`);
    }
    await connection.run(
      'DELETE FROM private_repos WHERE rowid NOT IN (SELECT min(rowid) FROM private_repos GROUP BY stream, digest)',
    );
    await writeMeta(snapshot, 'derived', null);
  });
}
