import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Run, runHfreuse, startHfreuse, waitForEnd } from '../cli/run-hfreuse.ts';
import { readEndState } from './end-state.ts';
import { makeHeldHub } from './held-hub.ts';

const { hub, folder, file, collect, holdAfter, letGo, beside, close } = await makeHeldHub();

beforeAll(async () => {
  expect((await runHfreuse(collect('calm'))).code).toBe(0);
});
afterAll(close);

describe('a collection that is there', () => {
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
    letGo();
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
    letGo();
    expect(beside('stale')).toEqual(['stale.duckdb']);
  });
});

const progressOf = (name: string): string => `${file(name)}.progress`;

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
