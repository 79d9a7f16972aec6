import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/statistics/random.ts';
import { runHfreuse, startHfreuse, waitForEnd } from '../cli/run-hfreuse.ts';
import { readEndState } from './end-state.ts';
import { makeHeldHub } from './held-hub.ts';

const { hub, file, collect, holdAfter, letGo, beside, close } = await makeHeldHub();

beforeAll(async () => {
  expect((await runHfreuse(collect('calm'))).code).toBe(0);
});
afterAll(close);

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
      letGo();
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
      letGo();
      expect(beside(name)).toEqual([`${name}.duckdb`]);
    },
  );
});
