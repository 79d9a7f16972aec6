import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSnapshotForWriting, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { inTransaction } from '../../src/snapshot/file/query.ts';
import { listStoredRepos } from '../../src/snapshot/tables/stored-repos.ts';

let folder: string;
let snapshot: Snapshot;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-stored-'));
  snapshot = await openSnapshotForWriting(join(folder, 'hub.duckdb'));
});
afterEach(() => {
  snapshot.close();
  rmSync(folder, { recursive: true, force: true });
});

const insert = (listing: number, hubIds: readonly string[]): Promise<unknown> =>
  snapshot.connection.run(
    `INSERT INTO model_rows BY NAME SELECT unnest(['${hubIds.join("', '")}']) AS hub_id, 'a/b' AS id, false AS has_card, ${listing} AS stream`,
  );

async function listIds(listing: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const { hubId } of listStoredRepos(snapshot, { number: listing, kind: 'models' }))
    ids.push(hubId);
  return ids;
}

it('lists the stored repos of one listing alone', async () => {
  await insert(1, ['a', 'b']);
  await insert(2, ['c']);
  expect(await listIds(1)).toEqual(['a', 'b']);
  expect(await listIds(2)).toEqual(['c']);
  expect(await listIds(3)).toEqual([]);
});

// Where it did not, a query that was planned before the page and run after it saw the page's rows, whose row ids are
// above 2^55 until they are committed: the listing looked for its rows up to there, and never ended.
it('waits while a page of another listing is being written on the same connection', async () => {
  await insert(1, ['a', 'b']);
  let finishPage = (): void => {};
  const written = new Promise<void>((resolve) => {
    finishPage = resolve;
  });
  const page = inTransaction(snapshot.connection, async () => {
    await insert(2, ['c', 'd']);
    await written;
  });
  let ids: string[] | null = null;
  const listed = listIds(1).then((found) => {
    ids = found;
  });
  // Queries have their turns one after the other: those of the listing, did it not wait, would come before these.
  for (let turn = 0; turn < 20; turn += 1) await snapshot.connection.run('SELECT 1');
  expect(ids).toBeNull();
  finishPage();
  await page;
  await listed;
  expect(ids).toEqual(['a', 'b']);
});
