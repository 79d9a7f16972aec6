import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exportPart, exportTableNames } from '../../../definitions/sql/export-layout.ts';
import { fileError, fileErrorCode, HfreuseError } from '../../../errors.ts';
import { makeFolder, ownPath, sweepDead } from '../../../own-files.ts';
import { sqlText } from '../../../text.ts';
import { boundMemory, budgets } from '../../file/memory.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { type ExportTable, exportTables } from './export-tables.ts';
import { besidePlace, putDateInPlace, refuseExistingDate } from './put-date-in-place.ts';

/** What an export is written with. */
export interface ExportSettings {
  /** The study's tasks, in their order. */
  study2025Tasks: readonly string[];
  /** The program and its version. */
  generator: string;
  /** Whether that date may be replaced. */
  replace: boolean;
  /** Ends the work between two tables. */
  signal: AbortSignal;
  /** Called with how many tables are written, of how many. */
  onTable?: (done: number, total: number) => void;
}

/**
 * Writes the tables of a date as Parquet, in a folder beside them, from which each is renamed to its place when all are
 * whole. Streamed: the memory does not grow with the tables. The derived tables must be there.
 * @param to the folder of the export
 * @param date YYYY-MM-DD
 * @throws HfreuseError (exit 2) where the date is there already and may not be replaced, or the export is of the older
 *   layout, (exit 1) where it cannot be written; the reason of the signal
 */
export async function writeExport(
  snapshot: Snapshot,
  to: string,
  date: string,
  options: ExportSettings,
): Promise<void> {
  const place = besidePlace(to, date);
  const beside = ownPath(place, 'part');
  let takeAway = (): void => {};
  try {
    refuseExistingDate(to, date, options.replace);
    await boundMemory(snapshot.connection, budgets.rows);
    takeAway = makeFolder(to);
    const tables = exportTables(options.study2025Tasks);
    for (const [place, name] of exportTableNames.entries()) {
      options.signal.throwIfAborted();
      options.onTable?.(place, exportTableNames.length);
      mkdirSync(join(beside, name), { recursive: true });
      const file = join(beside, name, exportPart);
      await snapshot.connection.run(copySql(tables[name], file, options.generator));
    }
    options.signal.throwIfAborted();
    putDateInPlace(beside, to, date, options.replace);
    // What killed exports of the same date left; never what a living one is writing.
    sweepDead(place);
  } catch (error) {
    if (error instanceof HfreuseError || fileErrorCode(error) === null) throw error;
    throw fileError(to, 'cannot be written', error);
  } finally {
    rmSync(beside, { recursive: true, force: true });
    takeAway();
  }
}

function copySql({ columns, from, order }: ExportTable, path: string, generator: string): string {
  const selected = Object.entries(columns).map(
    ([name, sql]) => `${sql === '$generator' ? sqlText(generator) : sql} AS "${name}"`,
  );
  const sorted = `SELECT ${selected.join(', ')} FROM ${from} ORDER BY ${order}`;
  return `COPY (${sorted}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`;
}
