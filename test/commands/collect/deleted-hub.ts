import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { FaultPlan } from '../../../src/simulate/faults/faults.ts';
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
export let file: string;
export let server: SimulatedHub;
/** What the Hub holds at its next request, and what goes wrong. */
export let hub: { catalogue: Catalogue; faults: FaultPlan };

/** Models 1 … n, a minute apart, but for those that are gone; each is derived from the first. */
export function hubOf(n: number, gone: readonly number[] = []): Promise<Catalogue> {
  const entries = Array.from({ length: n }, (_, index): CatalogueEntry[] => {
    if (gone.includes(index + 1)) return [];
    const second = Date.UTC(2024, 0, 1) / 1000 + 60 * index;
    const date = new Date(second * 1000).toISOString();
    const _id = `${second.toString(16).padStart(8, '0')}${String(index).padStart(16, '0')}`;
    const tags = index === 0 ? [] : ['base_model:finetune:owner/model-1', 'base_model:owner/model-1'];
    const item = { _id, id: `owner/model-${index + 1}`, tags, pipeline_tag: 'fill-mask' };
    return [{ kind: 'models', item: { ...item, createdAt: date, lastModified: date } }];
  });
  return buildCatalogue(entries.flat());
}

/** A folder and a Hub of 60 models for each test. */
export function prepareModels(): void {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hfreuse-deleted-'));
    file = join(folder, 'hub.duckdb');
    hub = { catalogue: await hubOf(60), faults: () => null };
    server = await startServer(
      changingCatalogue(() => hub.catalogue),
      {
        quota: 1_000_000,
        faults: (request) => hub.faults(request),
      },
    );
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

export const collect = (...more: string[]) =>
  runHfreuse([
    ...['collect', '--all', '--endpoint', server.url, '--snapshot', file, '--resolve', 'all'],
    ...['--page-size', '10', '--retries', '0', ...more],
  ]);
export const json = async (...args: string[]) =>
  JSON.parse((await runHfreuse([...args, '--snapshot', file, '--format', 'json'])).stdout);

/** The rows of the snapshot's own tables. */
export async function openAndRead(sql: string): Promise<Record<string, unknown>[]> {
  const snapshot = await openSnapshot(file);
  try {
    return await readRows(snapshot.connection, sql);
  } finally {
    snapshot.close();
  }
}
