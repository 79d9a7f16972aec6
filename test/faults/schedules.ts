import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectRequest } from '../../src/commands/collect/request.ts';
import { collect } from '../../src/commands/collect.ts';
import type { RunOptions } from '../../src/commands/run-options.ts';
import { AbortError } from '../../src/errors.ts';
import { drawFaults, passingFaults } from '../../src/simulate/faults/faults.ts';
import type { Catalogue } from '../../src/simulate/serve/catalogue.ts';
import { startServer } from '../../src/simulate/serve/server.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import {
  forbidden,
  foreignLink,
  foreignRedirect,
  type Hostility,
  keepLooping,
  oversized,
  redirectToItself,
  startFront,
} from '../support/hostile-front.ts';
import { readEndState } from './end-state.ts';
import { makeFaultyHub } from './faulty-hub.ts';

const kinds = [...passingFaults, 'stale-cursors'];

// Made for each file of tests: several may share a process.
let folder = '';
let catalogue: Catalogue;
/** By tasks, and all of it. */
const calm: Record<string, Awaited<ReturnType<typeof readEndState>>> = {};

/** A world without waiting, that ends when asked to. */
function toRun(signal: AbortSignal): RunOptions {
  return {
    signal,
    world: {
      env: { HOME: '/nonexistent' },
      sleep: () => (signal.aborted ? Promise.reject(signal.reason) : Promise.resolve()),
      random: () => 0.5,
    },
  };
}

/** Collects calmly, and expects it to be complete. */
async function collectAll(request: CollectRequest, why?: string): Promise<void> {
  expect(await collect(request, toRun(new AbortController().signal)), why).toMatchObject({
    complete: true,
    failed: [],
  });
}

const optionsFor = (endpoint: string, snapshot: string, all: boolean): CollectRequest => ({
  snapshot,
  protocol: 'current',
  ...(all ? { all } : { tasks: ['text-generation', 'fill-mask', 'text-to-image'] }),
  endpoint,
  concurrency: 3,
  pageSize: all ? 60 : 10,
  retries: 5,
  timeoutMs: 5000,
  resolve: 'all',
});

async function prepare(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-faults-'));
  catalogue = await makeFaultyHub();
  const server = await startServer(catalogue, { quota: 1_000_000 });
  for (const all of [false, true]) {
    const file = join(folder, `calm-${all}.duckdb`);
    await collectAll(optionsFor(server.url, file, all));
    calm[String(all)] = await readEndState(file);
  }
  await server.close();
  expect(calm.false?.models.length).toBeGreaterThan(70);
  expect(calm.false?.rejected).toHaveLength(4);
  expect(calm.true?.models).toHaveLength(700);
  expect(calm.false?.lookups.length).toBeGreaterThan(30);
}

/** What ends a listing, now and then; faults are what a patient client gets over. */
function drawHostility(random: () => number): Hostility | null {
  if (random() > 0.03) return null;
  const origin = 'http://127.0.0.1:9';
  const hard: readonly Hostility[] = [
    foreignLink(origin),
    foreignRedirect(origin),
    redirectToItself,
    forbidden,
    oversized(66 * 1024 * 1024),
  ];
  // The large one is expensive.
  return hard[Math.floor(random() ** 2 * hard.length)] ?? null;
}

/** Runs with faults and interruptions drawn from a seed, then calmly until it is finished. */
async function runSchedule(seed: number, all: boolean): Promise<string> {
  const random = seededRandom(`schedule ${seed}`);
  const file = join(folder, `${seed}.duckdb`);
  const stormy = await startServer(catalogue, { quota: 1_000_000, faults: drawFaults(seed, 0.15, kinds) });
  const front = await startFront(
    stormy.url,
    keepLooping(() => drawHostility(random)),
  );
  const options = optionsFor(front.url, file, all);
  const attempts = 1 + Math.floor(random() * 3);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const abort = new AbortController();
    const timer = random() < 0.85 ? setTimeout(() => abort.abort(new Error('stop')), random() * 120) : null;
    await collect(options, toRun(abort.signal)).catch((error: { exitCode?: number }) => {
      // Interrupted, or no page could be read: proper ends. Anything else is a defect.
      if (error.exitCode !== 1 && !(error instanceof AbortError)) throw error;
    });
    if (timer !== null) clearTimeout(timer);
  }
  await front.close();
  await stormy.close();
  const server = await startServer(catalogue, { quota: 1_000_000, port: Number(new URL(front.url).port) });
  await collectAll(options, `seed ${seed}`);
  const requests = server.requests();
  await collectAll(options, `seed ${seed}`);
  expect(server.requests(), 'a finished collection asks nothing').toBe(requests);
  await server.close();
  return file;
}

/** Describes that many schedules, each from a seed of its own. */
export function describeSchedules(seeds: readonly number[]): void {
  beforeAll(prepare);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  describe(`${seeds.length} schedules of faults and interruptions end as the calm run does`, () => {
    it.each(seeds)('seed %i', async (seed) => {
      const all = seed % 3 === 0;
      const file = await runSchedule(seed, all);
      const state = await readEndState(file);
      const expected = calm[String(all)];
      // A name that is asked for while the listing that has it fails is asked for in vain, and changes nothing.
      const needed = new Set(expected?.lookups.map(({ kind, name }) => `${kind} ${name}`));
      const lookups = state.lookups.filter(({ kind, name }) => needed.has(`${kind} ${name}`));
      expect({ ...state, lookups }, `npm run test:faults -- --seed ${seed} --runs 1`).toEqual(expected);
      rmSync(file, { force: true });
    });
  });
}
