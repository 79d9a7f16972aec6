import { expect, it } from 'vitest';
import type { Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { openSnapshotInMemory } from '../../src/snapshot/file/open-snapshot.ts';
import { isAllBefore, readFirstCreated } from '../../src/snapshot/read/read-created.ts';

async function datedSnapshot(models: (string | null)[], datasets: (string | null)[]): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  for (const [table, dates] of Object.entries({ models, datasets })) {
    await snapshot.connection.run(`CREATE TABLE ${table} (created_at TIMESTAMP_MS)`);
    for (const date of dates) await snapshot.connection.run(`INSERT INTO ${table} VALUES ($date)`, { date });
  }
  return snapshot;
}

it('the first creation is of either kind, and null where nothing is dated', async () => {
  const of = async (...dates: Parameters<typeof datedSnapshot>) =>
    readFirstCreated(await datedSnapshot(...dates));
  expect(await of(['2024-05-01', null, '2023-01-02 03:04:05.678'], ['2024-01-01'])).toBe(
    Date.UTC(2023, 0, 2, 3, 4, 5, 678),
  );
  expect(await of(['2024-05-01'], ['2022-01-01'])).toBe(Date.UTC(2022, 0, 1));
  expect(await of([null], [])).toBe(null);
});

it('a moment is after all creations only where each is dated and earlier', async () => {
  const of = async (moment: string, ...dates: Parameters<typeof datedSnapshot>) =>
    isAllBefore(await datedSnapshot(...dates), moment);
  expect(await of('2024-05-01T00:00:00.001Z', ['2024-05-01'], ['2023-01-01'])).toBe(true);
  expect(await of('2024-05-01', ['2024-05-01'], ['2023-01-01'])).toBe(false);
  expect(await of('2025-01-01', ['2024-05-01'], ['2025-01-01'])).toBe(false);
  expect(await of('2025-01-01', ['2024-05-01', null], [])).toBe(false);
  expect(await of('2025-01-01', [], [])).toBe(true);
});
