import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeSimulatedHub, writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { type Run, runHfreuse } from '../support/run.ts';

export const folder = mkdtempSync(join(tmpdir(), 'hfreuse-import-'));
export const file = (name: string) => join(folder, name);
const made = { models: 3000, datasets: 900, seed: 5, cards: true };
export let hub: SimulatedHub;

/** A simulated Hub, a crawl of all of it, and a dump of the same repos. */
export function prepareDump(): void {
  beforeAll(async () => {
    hub = await startServer(await makeSimulatedHub(made), { quota: 1_000_000 });
    const crawl = ['collect', '--all', '--card-data', '--resolve', 'none', '--endpoint', hub.url];
    expect((await runHfreuse([...crawl, '--snapshot', file('crawl.duckdb')])).code).toBe(0);
    await writeSimulatedDump(file('dump'), made);
  });

  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

export const dump = ['--models', file('dump/models.parquet'), '--datasets', file('dump/datasets.parquet')];
export const importInto = (name: string, ...args: string[]): Promise<Run> =>
  runHfreuse(['import', '--snapshot', file(name), ...args], {}, folder);
