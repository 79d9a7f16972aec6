import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError, fileErrorCode, HfreuseError } from '../../errors.ts';
import type { Snapshot } from '../open-snapshot.ts';
import { type ExportTable, exportTables } from './export-tables.ts';

/** What an export is written with. */
export interface ExportOptions {
  /** The study's tasks, in their order. */
  studyTasks: readonly string[];
  /** The program and its version. */
  generator: string;
}

/**
 * Writes the tables as Parquet into a folder that is made beside its place and renamed when it is whole. Streamed: the
 * memory does not grow with the tables. The derived tables must be there.
 * @param folder where they end up; what is there is replaced
 * @throws HfreuseError (exit 1) where it cannot be written
 */
export async function writeExport(snapshot: Snapshot, folder: string, options: ExportOptions): Promise<void> {
  const beside = join(dirname(folder), `.${basename(folder)}.${process.pid}.part`);
  try {
    mkdirSync(beside, { recursive: true });
    await snapshot.connection.run(`SET memory_limit = '1GB'`);
    await snapshot.connection.run(`SET temp_directory = '${beside.replaceAll("'", "''")}/spilled'`);
    for (const [name, table] of Object.entries(exportTables(options.studyTasks))) {
      await snapshot.connection.run(copySql(table, join(beside, `${name}.parquet`), options.generator));
    }
    rmSync(join(beside, 'spilled'), { recursive: true, force: true });
    putInPlace(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (error instanceof HfreuseError || fileErrorCode(error) === null) throw error;
    throw fileError(folder, 'cannot be written', error);
  }
}

/** The older folder of that name goes when the new one is whole. */
function putInPlace(beside: string, folder: string): void {
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
