import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineage, lineageOf } from '../../src/commands/lineage.ts';
import { openSnapshot } from '../../src/commands/open-snapshot.ts';
import { report } from '../../src/commands/report.ts';
import { readWhoIsReused } from '../../src/commands/who-is-reused.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

// Snapshots that are unfinished, or of an earlier version, hold no derived tables: readers make them in memory.

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-in-memory-'));
const [derived, raw] = [join(folder, 'derived.duckdb'), join(folder, 'raw.duckdb')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  await copySimulated(derived, { models: 600, seed: 7 });
  await copySimulated(raw, { models: 600, seed: 7 });
  const instance = await DuckDBInstance.create(raw);
  const connection = await instance.connect();
  await connection.run(`DELETE FROM meta WHERE key IN ('derived', 'counted')`);
  connection.closeSync();
  instance.closeSync();
});

it('one open snapshot serves several commands, with the numbers of derived tables', async () => {
  const snapshot = await openSnapshot(raw);
  try {
    for (let time = 0; time < 2; time += 1) {
      expect((await report(snapshot)).rows).toEqual((await report(derived)).rows);
      expect(await lineage(snapshot)).toEqual(await lineage(derived));
    }
  } finally {
    snapshot.close();
  }
});

it('so do pages, which ask more than once', async () => {
  const ofRaw = await readWhoIsReused(raw, {});
  const ofDerived = await readWhoIsReused(derived, {});
  expect(ofRaw.owners).toEqual(ofDerived.owners);
  expect(ofRaw.tops.map(({ rows }) => rows)).toEqual(ofDerived.tops.map(({ rows }) => rows));
  const [top] = (await lineage(derived)).top;
  const family = await lineageOf(derived, top?.id ?? '');
  expect(family.descendants.length).toBeGreaterThan(0);
  for (const args of [['report'], ['lineage', family.model.id]]) {
    const run = await runHfreuse([...args, '--snapshot', raw, '--format', 'html']);
    expect(run.stderr).not.toContain('unexpected');
    expect(run.stdout).toContain('</html>');
  }
});
