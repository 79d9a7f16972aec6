import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import type { Catalogue } from '../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { type Run, runHfreuse, startHfreuse, waitForEnd } from '../cli/run-hfreuse.ts';
import { readEndState } from './end-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-kill-'));
const file = (name: string) => join(folder, `${name}.duckdb`);
let catalogue: Catalogue;
let hub: SimulatedHub;
/** Requests that match are not answered: `meet` resolves when one comes. */
let held: { pattern: RegExp; after: number; meet: () => void } | null = null;

const collect = (name: string, ...more: string[]) => [
  'collect',
  '--all',
  ...['--endpoint', hub.url, '--snapshot', file(name), '--page-size', '50', '--resolve', '30'],
  ...more,
];

/** Resolves when that many requests of a kind were answered and the next has come, which waits. */
const holdAfter = (pattern: RegExp, after: number): Promise<void> =>
  new Promise((meet) => {
    held = { pattern, after, meet };
  });

beforeAll(async () => {
  catalogue = await makeSimulatedHub({ models: 1200, datasets: 300, seed: 3, cards: true });
  hub = await startServer(catalogue, {
    quota: 1_000_000,
    faults: ({ url }) => {
      if (held === null || !held.pattern.test(url)) return null;
      held.after -= 1;
      if (held.after >= 0) return null;
      held.meet();
      return { kind: 'delay', waitMs: 20_000 };
    },
  });
  expect((await runHfreuse(collect('calm'))).code).toBe(0);
});

afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('whole processes', () => {
  it('killed at any moment, any number of times, and run again: the same as never interrupted', async () => {
    const calm = await readEndState(file('calm'));
    const random = seededRandom('kills');
    for (let round = 0; round < 4; round += 1) {
      const name = `killed-${round}`;
      for (let kills = 0; kills < 3; kills += 1) {
        const before = hub.requests();
        const wanted = 1 + Math.floor(random() * 10);
        const child = startHfreuse(collect(name));
        const end = waitForEnd(child);
        // Somewhere within the work: some pages in, and then any moment of writing one.
        while (hub.requests() - before < wanted && child.exitCode === null) await wait(1);
        await wait(random() * 60);
        child.kill('SIGKILL');
        await end;
      }
      expect((await runHfreuse(collect(name))).code).toBe(0);
      expect(await readEndState(file(name))).toEqual(calm);
    }
  });

  it('killed while it starts: what is left is a snapshot or nothing', async () => {
    for (const ms of [60, 90, 120, 150, 180, 210, 240, 270]) {
      const child = startHfreuse(collect('early'));
      const end = waitForEnd(child);
      await wait(ms);
      child.kill('SIGKILL');
      await end;
    }
    expect(await runHfreuse(collect('early'))).toMatchObject({ code: 0 });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s keeps the page in hand, says how to go on, exit 130',
    async (signal) => {
      const third = holdAfter(/^\/api\/models\?/, 2);
      const child = startHfreuse(collect(signal));
      const end = waitForEnd(child);
      await third;
      child.kill(signal);
      const run = await end;
      held = null;
      expect(run.code).toBe(130);
      expect(run.stdout).toBe('');
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(run.stderr).toMatch(/interrupted.*run the same command to continue/);
      const status = await runHfreuse(['status', '--snapshot', file(signal), '--format', 'json']);
      expect(status.code).toBe(3);
      const { streams, complete, finished: isFinished } = JSON.parse(status.stdout);
      expect([complete, isFinished]).toEqual([false, false]);
      expect(streams[0]).toEqual({
        ...{
          kind: 'models',
          task: null,
          pages: 2,
          rows: 100,
          state: 'partial',
          error: null,
          walk: 'ascending',
        },
      });
      const report = await runHfreuse(['report', '--snapshot', file(signal), '--format', 'csv']);
      expect(report.code).toBe(3);
      expect(report.stderr).toMatch(/warning: Incomplete: the listing of models/);
      const strict = await runHfreuse(['report', '--snapshot', file(signal), '--require-complete']);
      expect(strict).toMatchObject({ code: 3, stdout: '' });
      expect((await runHfreuse(collect(signal))).code).toBe(0);
      expect(await readEndState(file(signal))).toEqual(await readEndState(file('calm')));
    },
  );

  it('a finished one reports it; another collection is refused, naming the difference', async () => {
    const before = hub.requests();
    const again = await runHfreuse(collect('calm'));
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/is finished/);
    expect(hub.requests()).toBe(before);
    for (const [more, named] of [
      [['--limit', '5'], /limit is none/],
      [['--card-data'], /cards is no/],
      [['--protocol', 'study-2025'], /protocol is current/],
      [['--endpoint', 'http://127.0.0.1:9'], /endpoint is http/],
    ] as const) {
      const run = await runHfreuse([...collect('calm'), ...more]);
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(named);
    }
    const scope = await runHfreuse(collect('calm', '--task', 'fill-mask').filter((word) => word !== '--all'));
    expect(scope).toMatchObject({ code: 2, stderr: expect.stringMatching(/--all is yes/) });
  });

  it('one writer: a second collect, and a report, name who holds the file; status how far it is', async () => {
    const second = holdAfter(/^\/api\/models\?/, 1);
    const child = startHfreuse(collect('held', '--concurrency', '1'));
    const end = waitForEnd(child);
    await second;
    for (const command of [
      collect('held'),
      collect('held', '--restart'),
      ['report', '--snapshot', file('held')],
      ['export', '--snapshot', file('held'), '--to', join(folder, 'exported')],
    ])
      expectHeld(await runHfreuse(command), child.pid);
    await firstPage('held');
    const status = await runHfreuse(['status', file('held'), '--format', 'json']);
    expect(status).toMatchObject({ code: 3, stderr: '' });
    expect(JSON.parse(status.stdout)).toMatchObject({
      ...{ complete: false, finished: false, endpoint: hub.url, scope: { all: true } },
      running: { process: child.pid, phase: 'list', done: 0, total: 2, pages: 1, repos: 50 },
    });
    const table = await runHfreuse(['status', file('held')]);
    expect(table).toMatchObject({ code: 3, stderr: '' });
    expect(table.stdout).toMatch(/How far +0\/2 listings, 0 % · 1 pages · 50 repos/);
    child.kill('SIGINT');
    await end;
    held = null;
    expect(beside('held')).toEqual(['held.duckdb']);
    expect((await runHfreuse(collect('held'))).code).toBe(0);
    expect(await readEndState(file('held'))).toEqual(await readEndState(file('calm')));
  });

  it('how far a killed collection was is not taken for how far another is', async () => {
    const second = holdAfter(/^\/api\/models\?/, 1);
    const killed = startHfreuse(collect('stale', '--concurrency', '1'));
    const end = waitForEnd(killed);
    await second;
    await firstPage('stale');
    killed.kill('SIGKILL');
    await end;
    const stale = readFileSync(progressOf('stale'));
    // Of the file itself nobody is in the way.
    expect(
      JSON.parse((await runHfreuse(['status', file('stale'), '--format', 'json'])).stdout),
    ).toMatchObject({
      complete: false,
      models: 50,
    });
    const first = holdAfter(/^\/api\/models\?/, 0);
    const child = startHfreuse(collect('stale'));
    const ended = waitForEnd(child);
    await first;
    expect(JSON.parse(readFileSync(progressOf('stale'), 'utf8')).process).toBe(child.pid);
    // It would soon say again how far it is.
    child.kill('SIGSTOP');
    for (const text of [
      stale,
      '',
      '{}',
      'null',
      JSON.stringify({ ...JSON.parse(String(stale)), process: child.pid, provenance: { endpoint: 1 } }),
      JSON.stringify({ ...JSON.parse(String(stale)), process: child.pid, since: '../..' }),
    ]) {
      writeFileSync(progressOf('stale'), text);
      expectHeld(await runHfreuse(['status', file('stale')]), child.pid);
    }
    rmSync(progressOf('stale'));
    expectHeld(await runHfreuse(['status', file('stale')]), child.pid);
    child.kill('SIGCONT');
    child.kill('SIGINT');
    await ended;
    held = null;
    expect(beside('stale')).toEqual(['stale.duckdb']);
  });

  it.each([
    ['SIGHUP', 0],
    ['SIGHUP', 900],
    ['SIGINT', 0],
    ['SIGTERM', 0],
  ] as const)(
    '%s twice, as terminals, shells and npm send it, is once, and nothing stays behind',
    async (signal, pauseMs) => {
      const name = `twice-${signal}-${pauseMs}`;
      const second = holdAfter(/^\/api\/models\?/, 1);
      const child = startHfreuse(collect(name));
      const end = waitForEnd(child);
      await second;
      child.kill(signal);
      await wait(pauseMs);
      child.kill(signal);
      expect(await end).toMatchObject({ code: 130, stderr: expect.stringMatching(/^interrupted;.*\n$/) });
      held = null;
      expect(beside(name)).toEqual([`${name}.duckdb`]);
    },
  );
});

const progressOf = (name: string): string => `${file(name)}.progress`;

/** Everything in the folder that is named after a snapshot. */
const beside = (name: string): string[] =>
  readdirSync(folder).filter((found) => found.startsWith(`${name}.`));

function expectHeld(run: Run, holder: number | undefined): void {
  expect(run.code).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(new RegExp(`held by another program: process ${holder}`));
  expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
}

/** The page in hand is written while the next one is waited for. */
async function firstPage(name: string): Promise<void> {
  const json = ['status', file(name), '--format', 'json'];
  while (JSON.parse((await runHfreuse(json)).stdout).running.pages !== 1) await wait(100);
}
