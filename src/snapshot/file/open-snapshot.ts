import { closeSync, existsSync, linkSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { fileError, HfreuseError, messageOf } from '../../errors.ts';
import { fileKind, followLinks } from '../../files.ts';
import { ownPath, sweepDead, sweepSharedSpills } from '../../own-files.ts';
import { formatVersion, laterColumnsSql, schemaSql } from '../tables/schema.ts';
import { checkSnapshot, noSnapshotError, type SnapshotAccess } from './check-snapshot.ts';
import { accessOf, openConnection, type Snapshot, type SnapshotUse } from './connect.ts';
import { explainFailure, isHeld } from './explain-failure.ts';
import { budgets } from './memory.ts';
import { progressFileOf, removeProgressFile } from './progress-file.ts';
import { checkBlocks } from './seal.ts';
import { stampFile } from './stamp-file.ts';

export type { Snapshot, SnapshotUse } from './connect.ts';

/**
 * zstd columns need storage 1.2; nothing newer is used, so that other tools can read the file. Pages are small, so
 * one thread writes them with half the work; a page of 64 MB, the largest there can be, needs most of the memory, and
 * a log that a kill left may hold one.
 */
const storage = {
  storage_compatibility_version: 'v1.2.0',
  memory_limit: budgets.open,
  threads: '1',
  checkpoint_threshold: '16MB',
};

/**
 * A join with fewer rows than this looks only into the parts of the other table that may hold one of them: names of some
 * hundred repos are found in half the time. DuckDB's own bound is 50.
 */
const reading = { access_mode: 'READ_ONLY', dynamic_or_filter_threshold: '10000' };

/**
 * Opens a snapshot that exists, to read it.
 * @throws HfreuseError (exit 1) if it is missing, foreign, newer, or held by another program
 */
export const openSnapshot = (path: string, use: SnapshotUse = {}): Promise<Snapshot> =>
  openReading(path, use, 'read');

/** @param access what is to be done with the file afterwards */
async function openReading(path: string, use: SnapshotUse, access: SnapshotAccess): Promise<Snapshot> {
  if (fileKind(path) === 'none') {
    throw new HfreuseError(`there is no snapshot ${path}`, { hint: `hfreuse collect --snapshot ${path}` });
  }
  refuseOtherKinds(path);
  if (!isDatabase(path)) throw noSnapshotError(`${path} is not a snapshot, or it is damaged`);
  const snapshot = await openConnection(path, { ...reading, ...accessOf(use) });
  return { ...snapshot, meta: await checkSnapshot(snapshot, access) };
}

/** A pipe would be waited for, a device written to, a folder not understood. */
function refuseOtherKinds(path: string): void {
  const kind = fileKind(path);
  if (kind === 'folder') throw noSnapshotError(`${path} is a folder, not a snapshot`);
  if (kind === 'special') throw noSnapshotError(`${path} is not a regular file, so it cannot be a snapshot`);
}

/** DuckDB takes other files for something else (a table of a database in memory, by their names), so we look first. */
function isDatabase(path: string): boolean {
  const start = Buffer.alloc(12);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, start, 0, start.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileError(path, 'cannot be opened', error);
  }
  return start.subarray(8).toString('latin1') === 'DUCK';
}

/**
 * Opens a snapshot to write it; makes it where there is none. An existing file is checked first, reading only, so
 * that one that is not a snapshot stays as it is to the byte.
 * @throws HfreuseError (exit 1) as {@link openSnapshot}, where another program is to replace the file, or if the
 *   folder cannot be written
 */
export async function openSnapshotForWriting(path: string, use: SnapshotUse = {}): Promise<Snapshot> {
  refuseOtherKinds(path);
  await refuseReplaced(path);
  const exists = existsSync(path) && statSync(path).size > 0;
  const sound = exists ? await checkFile(path) : await makeSnapshot(path);
  const snapshot = await openConnection(path, { ...storage, ...accessOf(use) });
  // A check takes 20 ms, and holds as long as the file stays as it was.
  if (sound !== stampFile(path)) await checkSnapshot(snapshot, 'write');
  // Of a collection that was killed: from here on this process holds the snapshot.
  removeProgressFile(path);
  sweepSharedSpills(followLinks(path), 0);
  await beginWriting(snapshot);
  return snapshot;
}

/** @returns the stamp of the file as it was checked */
async function checkFile(path: string): Promise<string | null> {
  const stamp = stampFile(path);
  const snapshot = await openReading(path, {}, 'write');
  try {
    checkBlocks(snapshot);
  } finally {
    snapshot.close();
  }
  return stamp;
}

/**
 * Nothing is written into a file that is damaged; and an earlier version could not read what is derived from here on,
 * which the format shows.
 */
async function beginWriting(snapshot: Snapshot): Promise<void> {
  const { connection, path, close } = snapshot;
  try {
    checkBlocks(snapshot);
    for (const sql of laterColumnsSql) await connection.run(sql);
    await connection.run(
      `UPDATE meta SET value = '${formatVersion}' WHERE key = 'format' AND value <> '${formatVersion}'`,
    );
  } catch (error) {
    close();
    throw error instanceof HfreuseError ? error : explainFailure(path, messageOf(error), error);
  }
}

/** Where a snapshot is written that is to take the place of the one at a path. */
export const besideOf = (path: string): string => `${followLinks(path)}.part`;

/**
 * What is written now would be lost when the other program puts its own in place. What a killed program left there is
 * removed.
 */
async function refuseReplaced(path: string): Promise<void> {
  const beside = besideOf(path);
  if (fileKind(beside) !== 'file') return;
  try {
    (await openSnapshot(beside)).close();
    discardQuietly(beside);
  } catch (error) {
    // Anything else of that name is in no one's way.
    if (isHeld(error)) throw underName(path, beside, error);
  }
}

/**
 * Made beside and linked when it is whole: a kill leaves either a snapshot of that name or none.
 * @returns the stamp of the file that was made
 */
async function makeSnapshot(path: string): Promise<string | null> {
  const target = followLinks(path);
  sweepDead(target);
  const beside = ownPath(target, 'part');
  try {
    const snapshot = await openConnection(beside, storage);
    try {
      await snapshot.connection.run(schemaSql);
      await snapshot.connection.run(`INSERT INTO meta VALUES ('format', '${formatVersion}')`);
      // Closing does the same, but silently when it fails, as on a full disk.
      await snapshot.connection.run('CHECKPOINT');
    } finally {
      snapshot.close();
    }
    const stamp = stampFile(beside);
    putSnapshotInPlace(beside, target);
    return stamp;
  } catch (error) {
    throw underName(path, beside, error);
  } finally {
    discardQuietly(beside);
  }
}

/** What went wrong with a file that is written beside, by the name that the user knows. */
export function underName(path: string, beside: string, error: unknown): HfreuseError {
  if (!(error instanceof HfreuseError)) return explainFailure(path, messageOf(error), error);
  const hint = error.hint ?? undefined;
  const message = error.message.replaceAll(beside, () => path);
  return new HfreuseError(message, { hint, exitCode: error.exitCode, cause: error });
}

/** The first error is the one to report. */
export function discardQuietly(path: string): void {
  try {
    discardSnapshot(path);
  } catch {
    // What cannot be removed was never there, or its folder went away.
  }
}

/** Another writer may have been faster: its snapshot stays, and opening that one reports its holder. */
function putSnapshotInPlace(beside: string, path: string): void {
  try {
    linkSync(beside, path);
  } catch {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
    // An empty file is in the way, or the file system has no links.
    renameSync(beside, path);
  }
  // What is left of an earlier snapshot; not sooner, when it could be of a faster writer.
  for (const other of snapshotFiles(path).slice(1)) rmSync(other, { force: true });
}

/** The files of a snapshot: its own, and while it is written or after a kill its log and how far a collection is. */
export const snapshotFiles = (path: string): string[] => [
  followLinks(path),
  `${followLinks(path)}.wal`,
  progressFileOf(path),
];

/**
 * Forgets a snapshot: its file and what lies beside it; a link to it stays. Nothing happens where there is none.
 * @throws HfreuseError (exit 1) where it cannot be removed
 */
export function discardSnapshot(path: string): void {
  try {
    for (const file of snapshotFiles(path)) rmSync(file, { force: true });
  } catch (error) {
    throw fileError(path, 'cannot be removed', error);
  }
}

/** A snapshot in memory, for a simulated Hub that is only served. */
export async function openSnapshotInMemory(): Promise<Snapshot> {
  const snapshot = await openConnection(':memory:', accessOf({ files: true }), ':memory:');
  await snapshot.connection.run(schemaSql.replaceAll(' USING COMPRESSION zstd', ''));
  return snapshot;
}
