import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileErrorCode, HfreuseError } from '../../errors.ts';
import { takeOver } from '../../files.ts';
import { isHeld } from './explain-failure.ts';
import {
  besideOf,
  discardQuietly,
  discardSnapshot,
  openSnapshot,
  openSnapshotForWriting,
  type Snapshot,
  snapshotFiles,
  underName,
} from './open-snapshot.ts';
import { sealSnapshot } from './seal.ts';
import { stampFile } from './stamp-file.ts';

/**
 * Writes a snapshot beside its place and renames it when it is whole: until then the old one stays, and a kill leaves
 * nothing but a `.part` file that the next writer removes. A link stays, what it leads to is replaced.
 * @throws HfreuseError (exit 1) where another program writes the same snapshot, or where it cannot be written;
 *   anything that `work` throws
 */
export async function writeWholeSnapshot<T>(
  path: string,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const beside = besideOf(path);
  try {
    await removeLeftOver(beside);
    const before = stampFile(path);
    const done = await writeBeside(beside, work);
    await replaceUnchanged(path, beside, before).catch((error: unknown) => {
      discardQuietly(beside);
      throw error;
    });
    return done;
  } catch (error) {
    const ofFile = error instanceof HfreuseError || fileErrorCode(error) !== null;
    throw ofFile ? underName(path, beside, error) : error;
  }
}

/** What another program writes, or has written in the meantime, is not taken away from it. */
async function replaceUnchanged(path: string, beside: string, before: string | null): Promise<void> {
  // As long as it is open here, no other program can begin to write it; others may read it.
  const old = await openQuietly(path);
  try {
    if (stampFile(path) !== before) {
      throw new HfreuseError(
        `${path} was written by another program in the meantime, so it is not replaced`,
        {
          hint: 'look at it with hfreuse status; run again with --restart, or name another file with --snapshot',
        },
      );
    }
    const [file = path, ...besides] = snapshotFiles(path);
    // The old file's log must not be taken for the new one's.
    for (const other of besides) rmSync(other, { force: true });
    takeOver(beside, file);
    renameSync(beside, file);
  } finally {
    old?.close();
  }
}

/**
 * The snapshot at that path; null where there is none that can be read.
 * @throws HfreuseError (exit 1) where another program writes it
 */
async function openQuietly(path: string): Promise<Snapshot | null> {
  try {
    return await openSnapshot(path);
  } catch (error) {
    if (isHeld(error)) throw error;
    return null;
  }
}

async function writeBeside<T>(beside: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = await openSnapshotForWriting(beside, { files: true });
  try {
    const done = await work(snapshot);
    await sealSnapshot(snapshot);
    snapshot.close();
    return done;
  } catch (error) {
    snapshot.close();
    discardQuietly(beside);
    throw error;
  }
}

/** What a killed writer left is worthless; opening it shows whether it is ours, and that no one is writing it now. */
async function removeLeftOver(beside: string): Promise<void> {
  if (!existsSync(beside)) return;
  (await openSnapshot(beside)).close();
  discardSnapshot(beside);
}
