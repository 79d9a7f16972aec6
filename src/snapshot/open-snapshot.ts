import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { HfreuseError, messageOf } from '../errors.ts';
import { formatVersion, schemaSql } from './schema.ts';

/** An open snapshot: one connection to one file (or to memory, for made-up Hubs). */
export interface Snapshot {
  path: string;
  connection: DuckDBConnection;
  close(): void;
}

/**
 * zstd columns need storage 1.2; nothing newer is used, so that other tools can read the file. Pages are small, so
 * one thread writes them with half the work; a page of 64 MB, the largest there can be, needs most of the memory, and
 * a log that a kill left may hold one.
 */
const storage = {
  storage_compatibility_version: 'v1.2.0',
  memory_limit: '1GB',
  threads: '1',
  checkpoint_threshold: '16MB',
};

/**
 * Opens a snapshot that exists, to read it.
 * @throws HfreuseError (exit 1) if it is missing, foreign, newer, or held by another program
 */
export async function openSnapshot(path: string): Promise<Snapshot> {
  if (!existsSync(path)) {
    throw new HfreuseError(`there is no snapshot ${path}`, { hint: `hfreuse collect --snapshot ${path}` });
  }
  const snapshot = await connect(path, { access_mode: 'READ_ONLY' });
  return checked(snapshot);
}

/**
 * Opens a snapshot to write it; makes it where there is none. An existing file is checked first, reading only, so
 * that one that is no snapshot stays as it is to the byte.
 * @throws HfreuseError (exit 1) as {@link openSnapshot}, or if the folder cannot be written
 */
export async function openSnapshotForWriting(path: string): Promise<Snapshot> {
  if (existsSync(path) && statSync(path).size > 0) (await openSnapshot(path)).close();
  else await makeSnapshot(path);
  return checked(await connect(path, storage));
}

/** Made beside and linked when it is whole: a kill leaves either a snapshot of that name or none. */
async function makeSnapshot(path: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    const snapshot = await connect(beside, storage);
    try {
      await snapshot.connection.run(schemaSql);
      await snapshot.connection.run(`INSERT INTO meta VALUES ('format', '${formatVersion}')`);
    } finally {
      snapshot.close();
    }
    putInPlace(beside, path);
  } catch (error) {
    removeQuietly(beside);
    if (!(error instanceof HfreuseError)) throw explained(path, messageOf(error), error);
    const hint = error.hint ?? undefined;
    throw new HfreuseError(error.message.replaceAll(beside, path), { hint, cause: error });
  }
  removeQuietly(beside);
}

/** The first error is the one to tell. */
function removeQuietly(path: string): void {
  try {
    discardSnapshot(path);
  } catch {
    // What cannot be removed was never there, or its folder went away.
  }
}

/** Another writer may have been faster: its snapshot stays, and opening that one says who holds it. */
function putInPlace(beside: string, path: string): void {
  if (existsSync(path) && statSync(path).size > 0) return;
  discardSnapshot(path);
  try {
    linkSync(beside, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Some file systems have no links.
    if (code !== 'EEXIST') renameSync(beside, path);
  }
}

/**
 * Forgets a snapshot: its file and the log beside it. Nothing happens where there is none.
 * @throws HfreuseError (exit 1) where it cannot be removed
 */
export function discardSnapshot(path: string): void {
  try {
    for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
  } catch (error) {
    throw new HfreuseError(`${path} cannot be removed: ${messageOf(error)}`, {
      hint: 'check the permissions of its folder',
      cause: error,
    });
  }
}

/** A snapshot in memory, for a made-up Hub that is only served. */
export async function openSnapshotInMemory(): Promise<Snapshot> {
  const snapshot = await connect(':memory:', {});
  await snapshot.connection.run(schemaSql.replaceAll(' USING COMPRESSION zstd', ''));
  return snapshot;
}

async function connect(path: string, config: Record<string, string>): Promise<Snapshot> {
  try {
    const instance = await DuckDBInstance.create(path, config);
    const connection = await instance.connect();
    const close = () => {
      connection.closeSync();
      instance.closeSync();
    };
    return { path, connection, close };
  } catch (error) {
    throw explained(path, messageOf(error), error);
  }
}

/** DuckDB's own words, turned into what a user can act on. */
function explained(path: string, text: string, error: unknown): HfreuseError {
  const holder = /Conflicting lock is held in (.*?)(?: by user.*)? ?\(PID (\d+)\)/.exec(text);
  if (holder !== null) {
    const message = `${path} is held by another program: process ${holder[2]} (${holder[1]})`;
    return new HfreuseError(message, { hint: 'wait until it is done, or stop it', cause: error });
  }
  if (/not a valid DuckDB|serialization|checksum|corrupt/i.test(text)) {
    return new HfreuseError(`${path} is not a snapshot, or it is damaged`, {
      hint: 'name another file with --snapshot',
      cause: error,
    });
  }
  const hint = 'check the path and its permissions';
  return new HfreuseError(`${path} cannot be opened: ${text}`, { hint, cause: error });
}

async function checked(snapshot: Snapshot): Promise<Snapshot> {
  try {
    const found = await readFormat(snapshot);
    if (found === null) {
      throw new HfreuseError(`${snapshot.path} is a database, but not a snapshot of hfreuse`, {
        hint: 'name another file with --snapshot',
      });
    }
    if (found > formatVersion) {
      throw new HfreuseError(
        `${snapshot.path} has format ${found}; this version of hfreuse knows ${formatVersion}`,
        { hint: 'update hfreuse' },
      );
    }
    if (found < formatVersion) {
      throw new HfreuseError(
        `${snapshot.path} has format ${found}, of an earlier hfreuse; this version knows ${formatVersion}`,
        { hint: 'collect it anew under another name' },
      );
    }
    return snapshot;
  } catch (error) {
    snapshot.close();
    throw error instanceof HfreuseError ? error : explained(snapshot.path, messageOf(error), error);
  }
}

async function readFormat(snapshot: Snapshot): Promise<number | null> {
  const tables = await snapshot.connection.runAndReadAll(
    `SELECT count(*)::INTEGER FROM duckdb_tables() WHERE NOT temporary AND table_name IN ('meta', 'streams', 'model_rows')`,
  );
  if (tables.getRowsJson()[0]?.[0] !== 3) return null;
  const rows = await snapshot.connection.runAndReadAll(`SELECT value FROM meta WHERE key = 'format'`);
  const format = Number(rows.getRowsJson()[0]?.[0]);
  return Number.isInteger(format) && format >= 1 ? format : null;
}
