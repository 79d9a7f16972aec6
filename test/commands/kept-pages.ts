import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { FaultPlan } from '../../src/simulate/faults/faults.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { makeFaultyHub } from '../faults/faulty-hub.ts';
import { type Run, runHfreuse } from '../support/run.ts';

export const folder = mkdtempSync(join(tmpdir(), 'hfreuse-pages-'));
export const at = (name: string): string => join(folder, name);
export let catalogue: Awaited<ReturnType<typeof makeFaultyHub>>;
/** A sound folder of answers, to be spoilt in copies. */
export const crawl = at('crawl');

/** Collects and keeps the answers of a faulty Hub, for the tests of one file. */
export function prepareCrawl(): void {
  beforeAll(async () => {
    catalogue = await makeFaultyHub();
    await withHub(null, async ({ url }) => expect((await collect(url, 'crawl')).code).toBe(0));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** Serves the Hub with faults while something is done. */
export async function withHub(
  faults: FaultPlan | null,
  work: (hub: SimulatedHub) => Promise<void>,
): Promise<void> {
  const hub = await startServer(catalogue, { quota: 1_000_000, faults: faults ?? undefined });
  await work(hub).finally(() => hub.close());
}

export const collect = (url: string, name: string, ...more: string[]): Promise<Run> =>
  runHfreuse([
    'collect',
    ...['--endpoint', url, '--snapshot', at(`${name}.duckdb`), '--keep-pages', at(name)],
    ...['--task', 'fill-mask', '--task', 'text-generation', '--page-size', '20', '--resolve', '30'],
    ...more,
  ]);

export const importPages = (name: string, snapshot: string): Promise<Run> =>
  runHfreuse(['import', '--pages', at(name), '--snapshot', at(snapshot)]);

/** All that is reported of a snapshot. */
export async function outputs(name: string): Promise<string[]> {
  const of = ['--snapshot', at(name), '--format'];
  const runs = [
    ['report', ...of, 'csv', '--measure', 'downloads-per-model,models-per-dataset'],
    ['report', ...of, 'json'],
    ['status', ...of, 'json'],
    ['top', 'datasets', ...of, 'json'],
    ['flows', 'datasets', ...of, 'json'],
  ];
  const printed: string[] = [];
  for (const args of runs) printed.push((await runHfreuse(args)).stdout.replaceAll(`${name}`, 'SNAPSHOT'));
  return printed;
}

export const manifest = (name: string): string => readFileSync(join(at(name), 'manifest.jsonl'), 'utf8');
export const answersOf = (name: string): Record<string, unknown>[] =>
  manifest(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => 'file' in line);
