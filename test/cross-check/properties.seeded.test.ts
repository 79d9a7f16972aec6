import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import { diff } from '../../src/commands/diff.ts';
import { openSnapshotForWriting, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { writeProvenance } from '../../src/snapshot/tables/meta.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { openDerived } from '../support/derived-snapshot.ts';
import { expectMirrored, expectUnchanged } from '../support/diff-properties.ts';
import { graphProperties } from '../support/graph-properties.ts';
import { seeds } from '../support/tier.ts';

const open: Snapshot[] = [];
const folder = mkdtempSync(join(tmpdir(), 'hfreuse-properties-'));
afterAll(() => {
  for (const snapshot of open) snapshot.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Cycles, self-loops, parallel edges, ghosts and renames are among what is drawn. */
describe.each(seeds(1, 20))('random snapshot %i', (seed) => {
  it.each(Object.entries(graphProperties))('%s', async (_, hold) => {
    const snapshot = await openDerived(seed);
    open.push(snapshot);
    await hold(snapshot);
  });

  it('diff of itself is empty, and of two snapshots the mirror of the other way round', async () => {
    const [one, other] = [await write(seed), await write(seed + 100)];
    expectUnchanged(await diff(one, one, { modalities: ['all'] }));
    const there = await diff(one, other, { modalities: ['all'], n: 10 });
    expect(there.rows.some(({ change }) => change !== null && change.mean !== 0)).toBe(true);
    expectMirrored(there, await diff(other, one, { modalities: ['all'], n: 10 }));
  });
});

async function write(seed: number): Promise<string> {
  const file = join(folder, `${seed}.duckdb`);
  const snapshot = await openSnapshotForWriting(file);
  await fillRandomSnapshot(snapshot.connection, seed);
  await writeProvenance(snapshot, {
    ...{ endpoint: 'https://hub.example', protocol: 'current', limit: null, cards: true, source: 'crawl' },
    scope: { all: true, modalities: ['nlp', 'cv'], tasks: [], limited: false },
    ...{ tasksPackage: '', startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:00:00Z' },
  });
  await completeSnapshot(snapshot);
  snapshot.close();
  return file;
}
