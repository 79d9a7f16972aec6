import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectOptions } from '../../src/commands/collect/options.ts';
import { collect } from '../../src/commands/collect.ts';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import type { Io } from '../../src/io.ts';
import type { Catalogue } from '../../src/simulate/catalogue.ts';
import { drawFaults, passingFaults } from '../../src/simulate/faults.ts';
import { startServer } from '../../src/simulate/server.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { readEndState } from './end-state.ts';

const firstSeed = Number(process.env.FAULTS_SEED ?? 1);
const runs = Number(process.env.FAULTS_RUNS ?? 200);
const kinds = [...passingFaults, 'stale-cursors'];

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-faults-'));
let catalogue: Catalogue;
let calm: Awaited<ReturnType<typeof readEndState>>;

/** A world without waiting, that ends when told to. */
function toIo(signal: AbortSignal): Io {
  return {
    stdout: { write: () => true },
    stderr: { write: () => true },
    env: { HOME: '/nonexistent' },
    fetch: globalThis.fetch,
    now: Date.now,
    sleep: () => (signal.aborted ? Promise.reject(signal.reason) : Promise.resolve()),
    random: () => 0.5,
    signal,
  };
}

const optionsFor = (endpoint: string, snapshot: string): CollectOptions => ({
  snapshot,
  protocol: 'current',
  task: ['text-generation', 'fill-mask', 'text-to-image'],
  endpoint,
  concurrency: 3,
  pageSize: 15,
  retries: 5,
  timeout: 5,
  resolve: 40,
  quiet: true,
});

beforeAll(async () => {
  catalogue = await makeSimulatedHub({ models: 900, datasets: 300, seed: 5, cards: true });
  const server = await startServer(catalogue, { quota: 1_000_000 });
  const file = join(folder, 'calm.duckdb');
  expect(await collect(toIo(new AbortController().signal), optionsFor(server.url, file))).toBe(0);
  await server.close();
  calm = await readEndState(file);
  expect(calm.models.length).toBeGreaterThan(80);
  expect(calm.lookups.length).toBe(40);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs with faults and interruptions drawn from a seed, then calmly until it is finished. */
async function runSchedule(seed: number): Promise<string> {
  const random = seededRandom(`schedule ${seed}`);
  const file = join(folder, `${seed}.duckdb`);
  let faults = drawFaults(seed, 0.15, kinds);
  const server = await startServer(catalogue, { quota: 1_000_000, faults: (request) => faults(request) });
  const options = optionsFor(server.url, file);
  const stormy = 1 + Math.floor(random() * 3);
  for (let attempt = 0; attempt < stormy; attempt += 1) {
    const abort = new AbortController();
    const timer = random() < 0.7 ? setTimeout(() => abort.abort(new Error('stop')), random() * 120) : null;
    await collect(toIo(abort.signal), options).catch((error: { exitCode?: number }) => {
      // Not one page could be read: a proper end. Anything else is a defect.
      if (error.exitCode !== 1) throw error;
    });
    if (timer !== null) clearTimeout(timer);
  }
  faults = () => null;
  let code = 3;
  for (let attempt = 0; attempt < 4 && code !== 0; attempt += 1) {
    code = await collect(toIo(new AbortController().signal), options);
  }
  expect(code, `seed ${seed}`).toBe(0);
  await server.close();
  return file;
}

describe(`${runs} schedules of faults and interruptions from seed ${firstSeed} end as the calm run does`, () => {
  const tens = Array.from({ length: Math.ceil(runs / 10) }, (_, index) => firstSeed + index * 10);
  it.each(tens)('seeds from %i', async (first) => {
    for (let seed = first; seed < Math.min(first + 10, firstSeed + runs); seed += 1) {
      const file = await runSchedule(seed);
      const state = await readEndState(file);
      // Which names are asked for in a limited number depends on what was known then; what is asked must agree.
      expect(state, `FAULTS_SEED=${seed} FAULTS_RUNS=1`).toEqual(calm);
      rmSync(file, { force: true });
    }
  });
});
