import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { ensureDerived } from '../../src/snapshot/derive/derive.ts';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { readLeftOut } from '../../src/snapshot/read/read-status.ts';
import { readListings } from '../../src/snapshot/tables/listings.ts';

const selectKept = (table: string): string =>
  `SELECT * EXCLUDE (stream) FROM ${table}
   QUALIFY row_number() OVER (PARTITION BY hub_id ORDER BY last_modified DESC NULLS LAST, stream DESC, rowid DESC) = 1
   ORDER BY hub_id`;

/** All that a collection is for, in an order of its own: repos with every field, look-ups, references, edges by name. */
export async function readEndState(file: string) {
  const snapshot = await openSnapshot(file);
  try {
    await ensureDerived(
      snapshot,
      study2025Tasks.map(({ task }) => task),
    );
    const { connection } = snapshot;
    return {
      models: await readRows(connection, selectKept('model_rows')),
      datasets: await readRows(connection, selectKept('dataset_rows')),
      // An answer is the same whether it came by this name or by an older one of the repo: that depends on what failed.
      lookups: await readRows(
        connection,
        `SELECT * EXCLUDE (checked_at) REPLACE (CASE WHEN outcome = 'failed' THEN error END AS error)
         FROM lookups ORDER BY kind, name`,
      ),
      states: await readRows(connection, 'FROM reference_states ORDER BY ALL'),
      edges: await readRows(
        connection,
        `SELECT r.hub_id, coalesce(b.hub_id, g.name) AS base, e.relations, e.flags FROM model_bases e
         JOIN models m ON m.model = e.model JOIN model_rows r ON r.rowid = m.row
         LEFT JOIN models n ON n.model = e.base LEFT JOIN model_rows b ON b.rowid = n.row
         LEFT JOIN ghosts g ON g.kind = 'models' AND g.node = e.base ORDER BY ALL`,
      ),
      rejected: await readRows(connection, 'SELECT DISTINCT reason, item FROM rejected ORDER BY ALL'),
      rejectedCount: (await readLeftOut(snapshot)).rejected,
      streams: (await readListings(snapshot)).map(({ kind, task, rows, state }) => ({
        kind,
        task,
        rows,
        state,
      })),
    };
  } finally {
    snapshot.close();
  }
}
