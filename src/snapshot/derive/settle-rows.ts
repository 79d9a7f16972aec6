import type { Snapshot } from '../file/open-snapshot.ts';
import { readRows } from '../file/query.ts';

/** One is enough, as far as we know, and one more shows it. */
const mostCheckpoints = 10;

/**
 * Gives the raw rows the numbers that they keep. When a file is checkpointed DuckDB may drop the gaps that deleted rows
 * have left, and the rows after them move up; derived tables that name rows by number must not be made before that.
 * @throws Error where numbers still change, which would attach names to other repos in silence
 */
export async function settleRows(snapshot: Snapshot): Promise<void> {
  let before = await readLastRows(snapshot);
  for (let count = 0; count < mostCheckpoints; count += 1) {
    await snapshot.connection.run('CHECKPOINT');
    const after = await readLastRows(snapshot);
    if (after === before && count > 0) return;
    before = after;
  }
  throw new Error(`the rows of ${snapshot.path} still move after ${mostCheckpoints} checkpoints`);
}

/** A gap that is dropped makes the last numbers smaller. */
async function readLastRows({ connection }: Snapshot): Promise<string> {
  const [row] = await readRows(
    connection,
    `SELECT (SELECT max(rowid) FROM model_rows)::VARCHAR AS models,
       (SELECT max(rowid) FROM dataset_rows)::VARCHAR AS datasets`,
  );
  return `${row?.models} ${row?.datasets}`;
}
