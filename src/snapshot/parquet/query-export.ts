import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dateFolder, dateOfFolder } from '../../definitions/sql/export-layout.ts';
import { fileErrorCode, HfreuseError, messageOf, reasonOf } from '../../errors.ts';
import { useOneThread } from '../file/memory.ts';
import { openSnapshotInMemory } from '../file/open-snapshot.ts';
import { readRows, type SqlValue } from '../file/query.ts';
import { olderLayout } from './older-layout.ts';

/**
 * The dates of an export that are whole, the oldest first.
 * @throws HfreuseError (exit 1) where there is none, or where the export is of the older layout
 */
export function listDates(folder: string): string[] {
  const names = namesIn(folder, folder);
  const older = olderLayout(folder);
  if (older !== null) throw new HfreuseError(older.message, { hint: older.hint });
  // Provenance comes last: a date without it was never finished.
  const inner = names.includes('provenance') ? namesIn(join(folder, 'provenance'), folder) : [];
  const dates = inner.flatMap((name) => dateOfFolder(name) ?? []);
  if (dates.length === 0) {
    throw toUnreadable(folder, `it holds no folder ${join('provenance', dateFolder('YYYY-MM-DD'))}`);
  }
  return dates.sort();
}

function namesIn(place: string, folder: string): string[] {
  try {
    return readdirSync(place);
  } catch (error) {
    throw toUnreadable(folder, reasonOf(error), error);
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
): Promise<Record<string, SqlValue>[][]> {
  const snapshot = await openSnapshotInMemory();
  try {
    await useOneThread(snapshot.connection);
    const results: Record<string, SqlValue>[][] = [];
    for (const sql of queries) results.push(await readRows(snapshot.connection, sql));
    return results;
  } catch (error) {
    // DuckDB repeats the statement, which is ours.
    const text = messageOf(error).split(/\n| LINE \d/)[0] ?? '';
    throw toUnreadable(folder, fileErrorCode(error) === null ? text : reasonOf(error), error);
  } finally {
    snapshot.close();
  }
}

const toUnreadable = (folder: string, why: string, cause?: unknown): HfreuseError =>
  new HfreuseError(`${folder} cannot be read as an export: ${why}`, {
    hint: `hfreuse export --format parquet --to ${folder}`,
    cause,
  });
