import { expect, it } from 'vitest';
import { findMostDeclared } from '../../src/commands/most-declared.ts';
import { modalities, modalityOf, study2025Tasks } from '../../src/definitions/tasks.ts';
import { derive } from '../../src/snapshot/derive/derive.ts';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { seeds } from '../support/tier.ts';

/** Each dataset that models of a modality declare, listed or not, with how many do: counted and sorted here. */
async function countByHand(snapshot: Snapshot): Promise<Map<string, { id: string; value: number }[]>> {
  const uses = await readRows(
    snapshot.connection,
    `SELECT t.name AS task, e.dataset::INTEGER AS dataset, coalesce((SELECT r.id FROM datasets d, dataset_rows r WHERE d.dataset = e.dataset AND r.rowid = d.row),
       (SELECT spelling FROM ghosts WHERE kind = 'datasets' AND node = e.dataset AND NOT malformed)) AS id
     FROM model_datasets e, models m, tasks t WHERE m.model = e.model AND t.task = m.task`,
  );
  // By number: several repos may have one id.
  const counts = new Map<string, Map<number, { id: string; value: number }>>();
  for (const { task, dataset, id } of uses) {
    const modality = modalityOf(String(task));
    if (modality === null || id === null) continue;
    const own = counts.get(modality) ?? new Map<number, { id: string; value: number }>();
    const value = (own.get(Number(dataset))?.value ?? 0) + 1;
    counts.set(modality, own.set(Number(dataset), { id: String(id), value }));
  }
  return new Map(
    [...counts].map(([modality, own]) => [
      modality,
      [...own.values()].sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1)).slice(0, 3),
    ]),
  );
}

it.each(seeds(2, 20))('equal ones by id, in the snapshot or not: seed %i', async (seed) => {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: false },
  );
  const found = await findMostDeclared(snapshot, { protocol: 'current', tasks: null }, modalities);
  expect(found.size).toBeGreaterThan(0);
  expect(found).toEqual(await countByHand(snapshot));
  snapshot.close();
});
