import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileErrorCode, HfreuseError } from '../../errors.ts';
import { followLinks } from '../../files.ts';
import {
  discardSnapshot,
  openSnapshot,
  openSnapshotForWriting,
  removeQuietly,
  type Snapshot,
  snapshotFiles,
  underName,
} from './open-snapshot.ts';

/**
 * Writes a snapshot beside its place and renames it when it is whole: until then the old one stays, and a kill leaves
 * nothing but a `.part` file that the next writer removes. A link stays, what it leads to is replaced.
 * @throws HfreuseError (exit 1) where another program writes the same snapshot, or where it cannot be written;
 *   whatever `work` throws
 */
export async function writeWholeSnapshot<T>(
  path: string,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const beside = `${followLinks(path)}.part`;
  try {
    await removeLeftOver(beside);
    const done = await writeBeside(beside, work);
    const [file = path, log = ''] = snapshotFiles(path);
    // The old file's log must not be taken for the new one's.
    rmSync(log, { force: true });
    renameSync(beside, file);
    return done;
  } catch (error) {
    const ofFile = error instanceof HfreuseError || fileErrorCode(error) !== null;
    throw ofFile ? underName(path, beside, error) : error;
  }
}

async function writeBeside<T>(beside: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = await openSnapshotForWriting(beside);
  try {
    const done = await work(snapshot);
    await snapshot.connection.run('CHECKPOINT');
    snapshot.close();
    return done;
  } catch (error) {
    snapshot.close();
    removeQuietly(beside);
    throw error;
  }
}

/** What a killed writer left is worthless; opening it tells whether it is ours, and that nobody writes it now. */
async function removeLeftOver(beside: string): Promise<void> {
  if (!existsSync(beside)) return;
  (await openSnapshot(beside)).close();
  discardSnapshot(beside);
}
