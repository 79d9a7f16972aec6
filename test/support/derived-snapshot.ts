import { study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';

/** A random snapshot in memory, with all that is derived from it; its provenance is not asked for. */
export async function openDerived(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await snapshot.connection.run(`INSERT INTO meta SELECT 'provenance', '{"endpoint":"x","protocol":"current",
    "scope":{"all":true,"modalities":[],"tasks":[],"limited":false},"limit":null,"cards":false,"source":"crawl",
    "tasksPackage":"x","startedAt":"2026-01-01T00:00:00.000Z","finishedAt":"2026-01-01T00:00:00.000Z"}'
    WHERE NOT EXISTS (SELECT 1 FROM meta WHERE key = 'provenance')`);
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: false },
  );
  return snapshot;
}

const shared = new Map<number, Promise<Snapshot>>();

/** The same, made once for all tests of a process: they only read it, and none closes it. */
export function shareDerived(seed: number): Promise<Snapshot> {
  const opening = shared.get(seed) ?? openDerived(seed);
  shared.set(seed, opening);
  return opening;
}
