import { readdirSync } from 'node:fs';
import { fileErrorCode, HfreuseError, messageOf, reasonOf } from '../../errors.ts';
import { useOneThread } from '../file/memory.ts';
import { openSnapshotInMemory } from '../file/open-snapshot.ts';
import { type Cell, readRows } from '../file/query.ts';

const datePattern = /^snapshot_date=(\d{4}-\d\d-\d\d)$/;

/**
 * The dates of an export, the oldest first.
 * @throws HfreuseError (exit 1) where there is none
 */
export function listDates(folder: string): string[] {
  const dates = namesIn(folder).flatMap((name) => datePattern.exec(name)?.[1] ?? []);
  if (dates.length === 0) throw unreadable(folder, 'it holds no folder snapshot_date=YYYY-MM-DD');
  return dates.sort();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw unreadable(folder, reasonOf(error), error);
  }
}

/**
 * Rows of some queries on the Parquet files of an export; no snapshot is opened. With one thread: several would add
 * up fractions in another order each time, and the last digits with them.
 * @throws HfreuseError (exit 1) where the files cannot be read
 */
export async function queryExport(
  folder: string,
  queries: readonly string[],
): Promise<Record<string, Cell>[][]> {
  const snapshot = await openSnapshotInMemory();
  try {
    await useOneThread(snapshot.connection);
    const results: Record<string, Cell>[][] = [];
    for (const sql of queries) results.push(await readRows(snapshot.connection, sql));
    return results;
  } catch (error) {
    // DuckDB repeats the statement, which is ours.
    const text = messageOf(error).split(/\n| LINE \d/)[0] ?? '';
    throw unreadable(folder, fileErrorCode(error) === null ? text : reasonOf(error), error);
  } finally {
    snapshot.close();
  }
}

const unreadable = (folder: string, why: string, cause?: unknown): HfreuseError =>
  new HfreuseError(`${folder} cannot be read as an export: ${why}`, {
    hint: `hfreuse export --format parquet --to ${folder}`,
    cause,
  });
