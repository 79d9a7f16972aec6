import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeSnapshot } from '../../src/commands/complete-snapshot.ts';
import { report } from '../../src/commands/report.ts';
import { openSnapshot, openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { writeProvenance } from '../../src/snapshot/tables/meta.ts';
import { compareCoverage, coverageRequests } from '../oracle/compare-coverage.ts';
import { fillRandomSnapshot } from '../oracle/random-snapshot.ts';
import { copySimulated } from '../support/simulated.ts';
import { isSlowTier, seeds } from '../support/tier.ts';

/** A few in the quick tier: each takes about as long as the rest of the file. */
const drawn = coverageRequests.filter((_, place) => isSlowTier || place % 4 === 3);

async function randomSnapshot(seed: number): Promise<Snapshot> {
  const snapshot = await openSnapshotInMemory();
  await fillRandomSnapshot(snapshot.connection, seed);
  await writeProvenance(snapshot, {
    ...{ endpoint: 'https://hub.example', protocol: 'current', limit: null, cards: true, source: 'crawl' },
    scope: { all: true, modalities: ['nlp', 'cv'], tasks: [], limited: false },
    ...{ tasksPackage: '', startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:00:00Z' },
  });
  await completeSnapshot(snapshot);
  return snapshot;
}

describe('coverage', () => {
  it.each(seeds(1, 20))('is what SQL counts in the raw tables, seed %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    for (const request of drawn) await compareCoverage(snapshot, request);
    snapshot.close();
  });

  it.runIf(isSlowTier)('is what SQL counts in a simulated Hub', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hfreuse-coverage-'));
    const file = join(folder, 'hub.duckdb');
    await copySimulated(file, { models: 3000 });
    const snapshot = await openSnapshot(file);
    for (const request of coverageRequests) await compareCoverage(snapshot, request);
    snapshot.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(seeds(1, 10))('of a slice that leaves nothing out is that of everything, seed %i', async (seed) => {
    const snapshot = await randomSnapshot(seed);
    const { connection } = snapshot;
    for (const protocol of ['current', 'study-2025'] as const) {
      const { coverage } = await report(snapshot, { protocol, modalities: ['all'] });
      for (const { declared, question: _, ...places } of coverage) {
        expect(Object.values(places).reduce((sum, pairs) => sum + pairs, 0)).toBe(declared);
      }
      if (protocol === 'study-2025') continue;
      const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'] as const;
      expect((await report(snapshot, { modalities: ['all'], relations })).coverage).toEqual(coverage);
    }
    const dated = await connection.runAndReadAll(
      'SELECT count(*) FILTER (created_at IS NULL)::INTEGER AS n FROM models',
    );
    const { coverage: slice } = await report(snapshot, { createdBefore: '2999-01-01' });
    const { coverage } = await report(snapshot, {});
    for (const [index, { declared }] of slice.entries()) {
      if (dated.getRowObjects()[0]?.n === 0) expect(declared).toBe(coverage[index]?.declared);
      else expect(declared).toBeLessThanOrEqual(coverage[index]?.declared ?? 0);
    }
    snapshot.close();
  });
});
