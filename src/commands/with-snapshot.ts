import { study2025Tasks } from '../definitions/tasks.ts';
import { openSnapshot, type Snapshot, type SnapshotUse } from '../snapshot/file/open-snapshot.ts';
import { runInterruptibly } from '../snapshot/file/run-interruptibly.ts';
import { isDerived } from '../snapshot/tables/meta.ts';

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
    if (!(await isDerived(snapshot))) await deriveInMemory(snapshot);
    return work(snapshot);
  };
  try {
    return await (signal === undefined ? read() : runInterruptibly(snapshot, signal, read));
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const { explainContent } = await import('../snapshot/read/explain-content.ts');
    throw await explainContent(snapshot, error);
  } finally {
    if (typeof source === 'string') snapshot.close();
  }
}

/** What an unfinished snapshot does not hold, and most readers need not load. */
async function deriveInMemory(snapshot: Snapshot): Promise<void> {
  const { ensureDerived } = await import('../snapshot/derive/derive.ts');
  await ensureDerived(
    snapshot,
    study2025Tasks.map(({ task }) => task),
  );
}
