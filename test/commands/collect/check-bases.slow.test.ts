import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../../src/commands/simulate/generate.ts';
import { faultList } from '../../../src/simulate/faults/faults.ts';
import { buildCatalogue, type CatalogueEntry } from '../../../src/simulate/serve/catalogue.ts';
import { openSnapshotForWriting } from '../../../src/snapshot/file/open-snapshot.ts';
import { runHfreuse } from '../../support/run.ts';
import {
  collect,
  file,
  folder,
  handMade,
  model,
  nameBases,
  ofRelations,
  prepareBases,
  serve,
  server,
  status,
  wanted,
} from './bases-hub.ts';
import { compareServed } from './compare-served.ts';

prepareBases();

describe('collect --check-bases', () => {
  it('a snapshot whose baseModels were kept without their relations is read', async () => {
    const catalogue = await buildCatalogue(ofRelations);
    await serve(() => catalogue);
    await collect('--check-bases');
    const before = (await status()).baseDifferences;
    const snapshot = await openSnapshotForWriting(file);
    await snapshot.connection.run(
      `UPDATE model_rows SET base_models = regexp_replace(base_models, ',"relation":(null|"[^"]*")', '', 'g')`,
    );
    snapshot.close();
    const none = { otherRelation: 0, noRelation: 13, otherRelationExamples: [] };
    expect((await status()).baseDifferences).toEqual({ ...before, ...none });
  });

  it('another choice than the first one is refused, naming the difference', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect();
    for (const more of [[], ['--update']]) {
      const { code, stderr } = await collect('--check-bases', ...more);
      expect(`${code} ${stderr}`).toMatch(/^2 .*its --check-bases is no, this run's would be yes/);
    }
    expect((await collect('--check-bases', '--restart')).code).toBe(0);
    const { code, stderr } = await collect();
    expect(`${code} ${stderr}`).toMatch(/^2 .*its --check-bases is yes, this run's would be no/);
    expect((await status()).baseDifferences).toEqual(wanted);
  });

  it('an update compares what changed', async () => {
    let catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect('--check-bases');
    const later = new Date(Date.now() + 60_000).toISOString();
    const changed = handMade.map((entry): CatalogueEntry => {
      if (!('item' in entry) || entry.item.id !== 't/one') return entry;
      const baseModels = nameBases([1, 'org/base'], [2, 'org/other']);
      return { ...entry, item: { ...entry.item, lastModified: later, baseModels } };
    });
    catalogue = await buildCatalogue([...changed, model(50, 'n/new', ['org/other'], null)]);
    expect((await collect('--check-bases', '--update')).code).toBe(0);
    expect((await status()).baseDifferences).toEqual({ ...wanted, models: 15, inBoth: 11, noRelation: 6 });
  });

  it('answers that were kept give the same status', async () => {
    const catalogue = await buildCatalogue(handMade);
    await serve(() => catalogue);
    await collect('--check-bases', '--keep-pages', join(folder, 'crawl'));
    const again = join(folder, 'again.duckdb');
    const { code } = await runHfreuse(['import', '--pages', join(folder, 'crawl'), '--snapshot', again]);
    expect(code).toBe(0);
    expect(await status(again)).toEqual(await status());
    expect((await status(again)).baseDifferences).toEqual(wanted);
  });

  it('a collection that was cut off goes on with it', async () => {
    const catalogue = await makeSimulatedHub({ models: 300, datasets: 20, seed: 4, cards: false });
    await serve(() => catalogue, faultList({ 3: { kind: 'status', status: 503, form: 'json' } }));
    expect((await collect('--check-bases', '--retries', '0')).code).toBe(3);
    expect((await status()).complete).toBe(false);
    expect((await collect('--check-bases')).code).toBe(0);
    expect((await status()).baseDifferences).toEqual(await compareServed(server?.url ?? ''));
  });
});

describe('baseModels of the simulated Hub', () => {
  it.each([1, 2])('differs for a share of the models, as counted from its pages, seed %d', async (seed) => {
    const catalogue = await makeSimulatedHub({ models: 1000, datasets: 20, seed, cards: false });
    await serve(() => catalogue);
    await collect('--check-bases', '--page-size', '1000');
    const counted = await compareServed(server?.url ?? '');
    expect((await status()).baseDifferences).toEqual(counted);
    expect(counted.differing).toBeGreaterThan(counted.models / 50);
    expect(counted.otherRelation).toBeGreaterThan(counted.models / 100);
    expect(Math.min(counted.inBoth, counted.onlyTags, counted.onlyBaseModels)).toBeGreaterThan(0);
  });
});
