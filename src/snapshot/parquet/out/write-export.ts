import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError, fileErrorCode, HfreuseError, usageError } from '../../../errors.ts';
import { ownPath, sweepDead } from '../../../own-files.ts';
import { boundMemory, budgets } from '../../file/memory.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { type ExportTable, exportTables } from './export-tables.ts';

/** What an export is written with. */
export interface ExportOptions {
  /** The study's tasks, in their order. */
  studyTasks: readonly string[];
  /** The program and its version. */
  generator: string;
  /** Whether a folder of that name may be replaced. */
  replace: boolean;
  /** Ends the work between two tables. */
  signal: AbortSignal;
}

/**
 * Writes the tables as Parquet into a folder that is made beside its place and renamed when it is whole. Streamed: the
 * memory does not grow with the tables. The derived tables must be there.
 * @param folder where they end up
 * @throws HfreuseError (exit 2) where there is such a folder that may not be replaced, (exit 1) where it cannot be
 *   written; the reason of the signal
 */
export async function writeExport(snapshot: Snapshot, folder: string, options: ExportOptions): Promise<void> {
  if (!options.replace) refuseExisting(folder);
  const place = join(dirname(folder), `.${basename(folder)}`);
  const beside = ownPath(place, 'part');
  try {
    mkdirSync(beside, { recursive: true });
    await boundMemory(snapshot.connection, budgets.rows);
    for (const [name, table] of Object.entries(exportTables(options.studyTasks))) {
      options.signal.throwIfAborted();
      await snapshot.connection.run(copySql(table, join(beside, `${name}.parquet`), options.generator));
    }
    options.signal.throwIfAborted();
    putInPlace(beside, folder, options.replace);
    // What killed exports of the same date left; never what a living one is writing.
    sweepDead(place);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (error instanceof HfreuseError || fileErrorCode(error) === null) throw error;
    throw fileError(folder, 'cannot be written', error);
  }
}

/** @throws HfreuseError (exit 2) */
export function refuseExisting(folder: string): void {
  if (!existsSync(folder)) return;
  throw usageError(`${folder} exists already`, 'write elsewhere with --to, or replace it with --replace');
}

function putInPlace(beside: string, folder: string, replace: boolean): void {
  if (replace) replaceFolder(beside, folder);
  else {
    try {
      renameSync(beside, folder);
    } catch (error) {
      // Another export was faster: its folder is there, and not empty.
      refuseExisting(folder);
      throw error;
    }
  }
}

/** The older folder of that name goes when the new one is whole. */
function replaceFolder(beside: string, folder: string): void {
  const old = `${beside}.old`;
  try {
    renameSync(folder, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  renameSync(beside, folder);
  rmSync(old, { recursive: true, force: true });
}

function copySql({ columns, from }: ExportTable, path: string, generator: string): string {
  const selected = Object.entries(columns).map(
    ([name, sql]) => `${sql === '$generator' ? quoted(generator) : sql} AS "${name}"`,
  );
  return `COPY (SELECT ${selected.join(', ')} FROM ${from}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
