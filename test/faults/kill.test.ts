import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/statistics/random.ts';
import { finished, runHfreuse, serveHub, startHfreuse } from '../cli/run-hfreuse.ts';
import { readEndState } from './end-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-kill-'));
const file = (name: string) => join(folder, `${name}.duckdb`);
let hub: Awaited<ReturnType<typeof serveHub>>;
const collect = (name: string, ...more: string[]) => [
  'collect',
  '--all',
  '--endpoint',
  hub.url,
  '--snapshot',
  file(name),
  '--page-size',
  '60',
  '--resolve',
  '30',
  ...more,
]; // prettier-ignore

beforeAll(async () => {
  hub = await serveHub(['--models', '6000', '--datasets', '2000', '--seed', '3']);
});

afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('whole processes', () => {
  it('killed at any moment, any number of times, and run again: the same as never interrupted', async () => {
    expect((await runHfreuse(collect('calm'))).code).toBe(0);
    const calm = await readEndState(file('calm'));
    const random = seededRandom('kills');
    for (let round = 0; round < 6; round += 1) {
      const name = `killed-${round}`;
      let kills = 0;
      for (let ended = false; !ended && kills < 8; kills += 1) {
        const child = startHfreuse(collect(name));
        const end = finished(child);
        await Promise.race([wait(150 + random() * 900), end]);
        ended = child.exitCode !== null;
        child.kill('SIGKILL');
        await end;
      }
      expect(kills).toBeGreaterThan(1);
      expect((await runHfreuse(collect(name))).code).toBe(0);
      expect(await readEndState(file(name))).toEqual(calm);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s keeps what was read, says how to go on, exit 130',
    async (signal) => {
      const child = startHfreuse(collect(signal));
      const end = finished(child);
      await wait(500);
      child.kill(signal);
      const run = await end;
      expect(run.code).toBe(130);
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(run.stderr).toMatch(/interrupted.*the same command goes on/);
      const status = await runHfreuse(['status', '--snapshot', file(signal), '--format', 'json']);
      expect(status.code).toBe(3);
      const rows = (JSON.parse(status.stdout) as { streams: { rows: number; state: string }[] }).streams;
      expect(rows.some(({ state }) => state === 'partial')).toBe(true);
      expect(rows.reduce((sum, stream) => sum + stream.rows, 0)).toBeGreaterThan(0);
      const report = await runHfreuse(['report', '--snapshot', file(signal), '--format', 'csv']);
      expect(report.code).toBe(3);
      expect(report.stderr).toMatch(/warning: Incomplete: the listing of models/);
      const strict = await runHfreuse(['report', '--snapshot', file(signal), '--require-complete']);
      expect(strict).toMatchObject({ code: 3, stdout: '' });
      const again = await runHfreuse(collect(signal));
      expect(again.code).toBe(0);
      expect(await readEndState(file(signal))).toEqual(await readEndState(file('calm')));
    },
  );

  it('a finished one says so; another collection is refused, naming the difference', async () => {
    const again = await runHfreuse(collect('calm'));
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/is finished/);
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
  });

  it('one writer: a second collect, and a report, say who holds the file', async () => {
    const child = startHfreuse(collect('held'));
    const end = finished(child);
    await wait(500);
    for (const command of [collect('held'), ['report', '--snapshot', file('held')]]) {
      const run = await runHfreuse(command);
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(new RegExp(`held by another program: process ${child.pid}`));
    }
    child.kill('SIGINT');
    await end;
  });
});
