import { availableParallelism } from 'node:os';
import { buildSql, type SqlChoice } from '../../definitions/sql/build-sql.ts';
import { snapshotsSql } from '../../definitions/sql/snapshots-sql.ts';
import {
  type TrendRow,
  type TrendSnapshot,
  toTrendRow,
  toTrendSnapshot,
} from '../../documents/trend/trend.ts';
import { listDates, queryExport } from '../../snapshot/parquet/query-export.ts';

/** What an export holds of one date. */
interface DateRead {
  snapshots: TrendSnapshot[];
  rows: TrendRow[];
}

/** How many dates are read at once: each takes one processor, and some hundred megabytes where it is large. */
const datesAtOnce = Math.min(4, availableParallelism());

/**
 * Reads every date of an export, each by itself: memory does not grow with the years.
 * @returns snapshots and rows, the oldest date first
 * @throws HfreuseError (exit 1) where the folder is not an export; the reason of the signal
 */
export async function readDates(
  folder: string,
  choice: Omit<SqlChoice, 'dialect' | 'folder' | 'date'>,
  signal: AbortSignal,
): Promise<DateRead> {
  const dates = listDates(folder);
  const read: DateRead[] = [];
  let next = 0;
  const readOn = async (): Promise<void> => {
    while (next < dates.length) {
      signal.throwIfAborted();
      const at = next;
      next += 1;
      read[at] = await readDate(folder, dates[at] ?? '', choice).catch((error: unknown) => {
        // Nobody waits for the other dates any more.
        next = dates.length;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: datesAtOnce }, readOn));
  return { snapshots: read.flatMap((one) => one.snapshots), rows: read.flatMap((one) => one.rows) };
}

async function readDate(
  folder: string,
  date: string,
  choice: Omit<SqlChoice, 'dialect' | 'folder' | 'date'>,
): Promise<DateRead> {
  const queries = [snapshotsSql(folder, date), buildSql({ ...choice, dialect: 'duckdb', folder, date })];
  const [snapshots = [], rows = []] = await queryExport(folder, queries);
  return { snapshots: snapshots.map(toTrendSnapshot), rows: rows.map(toTrendRow) };
}
