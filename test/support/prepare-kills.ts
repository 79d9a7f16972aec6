import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import type { GenerateOptions } from '../../src/simulate/generate/generate-sql.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { type Run, spawnHfreuse } from '../cli/run-hfreuse.ts';

/**
 * A simulated Hub, a collection of it that was never interrupted, named `calm`, and what tests that kill others ask of
 * them. Removed after the last test.
 * @param options of each collection
 */
export function prepareKills(size: GenerateOptions, options: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'hfreuse-kills-'));
  let hub: SimulatedHub;
  let calmRows = '';
  const file = (name: string): string => join(folder, `${name}.duckdb`);
  /** The words of a collection into a file of that name. */
  const collect = (name: string, ...more: string[]): string[] => [
    ...['collect', '--all', '--endpoint', hub.url, '--snapshot', file(name), ...options, '--quiet'],
    ...more,
  ];
  /** A report that states all but when the snapshot was made. */
  const report = async (name: string): Promise<Run> => {
    const run = await spawnHfreuse(['report', file(name), '--format', 'csv', '--quiet']);
    return { ...run, stdout: run.stdout.replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, 'DATE') };
  };
  const readRows = async (name: string): Promise<string> => (await report(name)).stdout;
  /** A snapshot and all that lies beside it. */
  const listFiles = (name: string): string[] =>
    readdirSync(folder).filter((found) => found.startsWith(`${name}.`));
  beforeAll(async () => {
    hub = await startServer(await makeSimulatedHub(size), { quota: 1_000_000 });
    expect((await spawnHfreuse(collect('calm'))).code).toBe(0);
    calmRows = await readRows('calm');
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, file, collect, report, readRows, listFiles, calm: () => calmRows };
}
