import { study2025Tasks } from '../definitions/tasks.ts';
import { derive } from '../snapshot/derive/derive.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { storeSamples } from './store-samples.ts';

/** Derives and counts, once, all that reports of a whole snapshot read. */
export async function completeSnapshot(snapshot: Snapshot): Promise<void> {
  const tasks = study2025Tasks.map(({ task }) => task);
  await derive(snapshot, tasks, { temporary: false });
  await storeSamples(snapshot);
}
