import { HfreuseError, messageOf } from '../../errors.ts';
import { openSnapshotInMemory } from '../open-snapshot.ts';
import { type Cell, readRows } from '../query.ts';

/**
 * Rows of a query on the Parquet files of an export; no snapshot is opened.
 * @throws HfreuseError (exit 1) where the files cannot be read
 */
export async function queryExport(sql: string, folder: string): Promise<Record<string, Cell>[]> {
  const snapshot = await openSnapshotInMemory();
  try {
    return await readRows(snapshot.connection, sql);
  } catch (error) {
    const text = messageOf(error);
    // DuckDB repeats the statement, which is ours.
    const reason = /No files found/.test(text) ? 'no snapshot_date=… is in it' : text.split(/\n| LINE \d/)[0];
    throw new HfreuseError(`${folder} cannot be read as an export: ${reason}`, {
      hint: `hfreuse export --format parquet --to ${folder}`,
      cause: error,
    });
  } finally {
    snapshot.close();
  }
}
