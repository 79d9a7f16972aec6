import { existsSync, renameSync, rmSync } from 'node:fs';
import { HfreuseError, messageOf } from '../errors.ts';
import { discardSnapshot, openSnapshot, openSnapshotForWriting, type Snapshot } from './open-snapshot.ts';

/**
 * Writes a snapshot beside its place and renames it when it is whole: until then the old one stays, and a kill leaves
 * nothing but a `.part` file that the next writer removes.
 * @throws HfreuseError (exit 1) where another program writes the same snapshot; whatever `work` throws
 */
export async function writeWholeSnapshot<T>(
  path: string,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const beside = `${path}.part`;
  await removeLeftOver(beside);
  const snapshot = await openSnapshotForWriting(beside);
  let done: T;
  try {
    done = await work(snapshot);
    await snapshot.connection.run('CHECKPOINT');
  } catch (error) {
    snapshot.close();
    discardSnapshot(beside);
    throw error;
  }
  snapshot.close();
  try {
    // The old file's log must not be taken for the new one's.
    rmSync(`${path}.wal`, { force: true });
    renameSync(beside, path);
  } catch (error) {
    throw new HfreuseError(`${path} cannot be written: ${messageOf(error)}`, {
      hint: `the new snapshot is ${beside}`,
      cause: error,
    });
  }
  return done;
}

/** What a killed writer left is worthless; opening it tells whether it is ours, and that nobody writes it now. */
async function removeLeftOver(beside: string): Promise<void> {
  if (!existsSync(beside)) return;
  (await openSnapshot(beside)).close();
  discardSnapshot(beside);
}
