import { study2025Tasks } from '../definitions/tasks.ts';
import { ensureDerived } from '../snapshot/derive/derive.ts';
import { openSnapshot, type Snapshot, type SnapshotUse } from '../snapshot/file/open-snapshot.ts';
import { runInterruptibly } from '../snapshot/file/run-interruptibly.ts';
import { explainContent } from '../snapshot/read/explain-content.ts';

/** A snapshot to read: its file, which is opened and closed again, or one that is open or being opened and stays so. */
export type SnapshotSource = string | Snapshot | Promise<Snapshot>;

/**
 * Reads a snapshot in which everything derived is there.
 * @param use a signal interrupts what is asked of it
 */
export async function withSnapshot<T>(
  source: SnapshotSource,
  work: (snapshot: Snapshot) => Promise<T>,
  { signal, ...use }: SnapshotUse & { signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const snapshot = typeof source === 'string' ? await openSnapshot(source, use) : await source;
  const read = async (): Promise<T> => {
    await ensureDerived(
      snapshot,
      study2025Tasks.map(({ task }) => task),
    );
    return work(snapshot);
  };
  try {
    return await (signal === undefined ? read() : runInterruptibly(snapshot, signal, read));
  } catch (error) {
    throw signal?.aborted === true ? error : await explainContent(snapshot, error);
  } finally {
    if (typeof source === 'string') snapshot.close();
  }
}
