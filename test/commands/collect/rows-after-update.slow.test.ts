import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { changingCatalogue } from '../../support/changing-catalogue.ts';
import { runHfreuse } from '../../support/run.ts';

let folder: string;
let file: string;
let server: SimulatedHub;
/** What the Hub holds at its next request. */
let catalogue: Catalogue;

const models = 30;

/** Models, and as many datasets: dataset n is used by n models. */
function hubOf(changed: readonly number[], lastModified: string): Promise<Catalogue> {
  const numbers = Array.from({ length: models }, (_, index) => index + 1);
  const entries = numbers.flatMap((n): CatalogueEntry[] => {
    const second = 1_700_000_000 + n;
    const createdAt = new Date(second * 1000).toISOString();
    const _id = second.toString(16).padEnd(24, '0');
    const dates = { createdAt, lastModified: changed.includes(n) ? lastModified : createdAt };
    const tags = numbers
      .filter((other) => other >= models + 1 - n)
      .map((other) => `dataset:data/set-${other}`);
    return [
      { kind: 'models', item: { _id, id: `owner/model-${n}`, tags, pipeline_tag: 'fill-mask', ...dates } },
      {
        kind: 'datasets',
        item: { _id, id: `data/set-${n}`, tags: ['task_categories:fill-mask'], ...dates },
      },
    ];
  });
  return buildCatalogue(entries);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-rows-'));
  file = join(folder, 'hub.duckdb');
  catalogue = await hubOf([], '');
  server = await startServer(
    changingCatalogue(() => catalogue),
    { quota: 1_000_000 },
  );
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const collect = (...more: string[]) =>
  runHfreuse([
    'collect',
    '--all',
    '--endpoint',
    server.url,
    '--snapshot',
    file,
    '--page-size',
    '10',
    ...more,
  ]);
const topOf = async () => {
  const { stdout } = await runHfreuse([
    'top',
    'datasets',
    '--snapshot',
    file,
    '--n',
    '100',
    '--format',
    'json',
  ]);
  return JSON.parse(stdout).rows.map(({ id, uses }: Record<string, unknown>) => [id, uses]);
};

describe('after an update, whose old rows are removed', () => {
  it('names are those of the repos that were counted', async () => {
    await collect();
    const before = await topOf();
    expect(before).toHaveLength(models);
    expect(before[0]).toEqual([`data/set-${models}`, models]);
    for (const changed of [[3, 17], [1], [29, 30, 2]]) {
      catalogue = await hubOf(changed, new Date(Date.now() + 60_000).toISOString());
      expect((await collect('--update')).code).toBe(0);
      expect(await topOf()).toEqual(before);
      const snapshot = await openSnapshot(file);
      const lost = await readRows(
        snapshot.connection,
        `SELECT (SELECT count(*) FROM models WHERE row NOT IN (SELECT rowid FROM model_rows))::INTEGER AS models,
           (SELECT count(*) FROM datasets WHERE row NOT IN (SELECT rowid FROM dataset_rows))::INTEGER AS datasets`,
      );
      snapshot.close();
      expect(lost).toEqual([{ models: 0, datasets: 0 }]);
    }
  });
});
