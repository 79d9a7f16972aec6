import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collect as collectInto } from '../../../src/commands/collect.ts';
import { AbortError } from '../../../src/errors.ts';
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
} from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
import { hubId } from '../../simulate/small-hub.ts';
import { changingCatalogue } from '../../support/changing-catalogue.ts';
import { type Run, runHfreuse } from '../../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-downloads-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const date = '2024-05-05T05:05:05.000Z';

/** A Hub of models and datasets with these downloads. */
function hubOf(models: readonly number[], datasets: readonly number[] = []): Promise<Catalogue> {
  const entries = (kind: 'models' | 'datasets', counts: readonly number[]): CatalogueEntry[] =>
    counts.map((downloads, n) => {
      const item = { _id: hubId(n + (kind === 'models' ? 0 : 900)), id: `owner/${kind}-${n}`, downloads };
      const tags = ['dataset:owner/datasets-0', 'task_categories:fill-mask'];
      return {
        kind,
        item: { ...item, tags, pipeline_tag: 'fill-mask', createdAt: date, lastModified: date },
      };
    });
  return buildCatalogue([...entries('models', models), ...entries('datasets', datasets)]);
}

/** Collects from a Hub that is another one from the n-th request on. */
async function collect(name: string, before: Catalogue, after: Catalogue, from: number, ...more: string[]) {
  const server: SimulatedHub = await startServer(
    changingCatalogue(() => (server.requests() <= from ? before : after)),
  );
  try {
    const to = ['--endpoint', server.url, '--snapshot', at(name), '--concurrency', '1'];
    expect((await runHfreuse(['collect', '--all', '--resolve', 'none', ...to, ...more])).code).toBe(0);
  } finally {
    await server.close();
  }
}

const json = async (...args: string[]) =>
  JSON.parse((await runHfreuse([...args, '--format', 'json'])).stdout);
const factsOf = async (name: string) => (await json('report', at(name))).snapshot.mixedDownloads;
const warnings = async (...args: string[]): Promise<string[]> =>
  (await json(...args)).warnings.filter((text: string) => text.startsWith('Downloads:'));

// The first two requests list models and datasets, whose first pages are all there is; two more read these again.
describe('downloads of one day', () => {
  it.each<[string, number[], number[], boolean | null]>([
    ['all differ', [100, 200, 300], [101, 202, 299], true],
    ['half of them differ', [100, 200], [101, 200], false],
    ['there are none of 50 or more', [49, 3, 0], [80, 2, 1], null],
    ['most differ', [100, 200, 300], [101, 202, 300], true],
    ['none differ', [100, 200, 300], [100, 200, 300], false],
    ['only those below 50 differ', [49, 3, 0, 100], [51, 2, 60, 100], false],
    ['there are no models', [], [], null],
  ])('%s', async (name, before, after, mixed) => {
    await collect(`${name}.duckdb`, await hubOf(before), await hubOf(after), 2);
    expect(await factsOf(`${name}.duckdb`)).toBe(mixed);
    expect((await json('status', at(`${name}.duckdb`))).mixedDownloads).toBe(mixed);
  });

  it('datasets are compared too', async () => {
    await collect('datasets.duckdb', await hubOf([1], [70, 80]), await hubOf([1], [71, 81]), 2);
    expect(await factsOf('datasets.duckdb')).toBe(true);
  });

  it('an update of another day mixes them, and one that finds nothing changed leaves them be', async () => {
    const [first, second] = [await hubOf([100, 200]), await hubOf([130, 170])];
    await collect('updated.duckdb', first, first, 0);
    expect(await factsOf('updated.duckdb')).toBe(false);
    await collectFrom('updated.duckdb', first);
    expect(await factsOf('updated.duckdb')).toBe(false);
    await collectFrom('updated.duckdb', second);
    expect(await factsOf('updated.duckdb')).toBe(true);
  });

  it('is warned of where downloads are shown, and nowhere else', async () => {
    const name = 'warned.duckdb';
    await collect(name, await hubOf([100, 200], [60]), await hubOf([101, 201], [61]), 2);
    expect(await warnings('report', at(name), '--measure', 'downloads-per-model')).toHaveLength(1);
    expect(await warnings('report', at(name))).toEqual([]);
    expect(await warnings('top', 'models', '--snapshot', at(name), '--rank-by', 'downloads')).toHaveLength(1);
    expect(await warnings('lineage', '--snapshot', at(name), '--users', 'owner/datasets-0')).toHaveLength(1);
    expect(await warnings('lineage', '--snapshot', at(name))).toEqual([]);
    const { stdout } = await runHfreuse(['status', at(name)]);
    expect(stdout).toMatch(/Downloads: of several days/);
  });
});

it('an interrupt meanwhile is one like any other, and the next run ends it', async () => {
  const abort = new AbortController();
  const catalogue = await hubOf([100, 200], [60]);
  const server: SimulatedHub = await startServer(
    changingCatalogue(() => {
      if (server.requests() > 2) abort.abort(new Error('interrupted by SIGINT'));
      return catalogue;
    }),
  );
  try {
    const snapshot = at('interrupted.duckdb');
    const request = { endpoint: server.url, snapshot, all: true, resolve: 'none' as const, concurrency: 1 };
    await expect(collectInto(request, { signal: abort.signal })).rejects.toThrow(AbortError);
    expect(await json('status', snapshot)).toMatchObject({ models: 2, datasets: 1 });
    expect(await collectInto(request)).toMatchObject({ complete: true, read: 0 });
    expect(await factsOf('interrupted.duckdb')).toBe(false);
  } finally {
    await server.close();
  }
});

/** Updates a snapshot from a Hub at the address that it was collected from. */
async function collectFrom(name: string, catalogue: Catalogue): Promise<Run> {
  const { endpoint } = await json('status', at(name));
  const server = await startServer(catalogue, { port: Number(new URL(endpoint).port) });
  try {
    const to = ['--endpoint', server.url, '--snapshot', at(name)];
    return await runHfreuse(['collect', '--all', '--resolve', 'none', ...to, '--update']);
  } finally {
    await server.close();
  }
}
