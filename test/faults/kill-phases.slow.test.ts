import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSimulatedHub } from '../../src/commands/simulate/generate.ts';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { finished, type Run, spawnHfreuse, startHfreuse } from '../cli/run-hfreuse.ts';
import { readEndState } from './end-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-phases-'));
const file = (name: string) => join(folder, `${name}.duckdb`);
let hub: SimulatedHub;
let calmReport: Run;

const collect = (name: string, ...more: string[]) => [
  'collect',
  '--all',
  ...['--endpoint', hub.url, '--snapshot', file(name), '--page-size', '200', '--resolve', '60', '--quiet'],
  ...more,
];
const report = (name: string): Promise<Run> =>
  spawnHfreuse(['report', file(name), '--format', 'csv', '--quiet']);

/** All that a report states but for when the snapshot was made, and of which Hub. */
const rowsOf = ({ stdout }: Run): string => stdout.replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, 'DATE');

beforeAll(async () => {
  hub = await startServer(await makeSimulatedHub({ models: 3000, datasets: 600, seed: 11, cards: true }), {
    quota: 1_000_000,
  });
  expect((await spawnHfreuse(collect('calm'))).code).toBe(0);
  calmReport = await report('calm');
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the small file beside a snapshot states it does now; null where there is none. */
function phaseOf(name: string): string | null {
  try {
    return JSON.parse(readFileSync(`${file(name)}.progress`, 'utf8')).step?.phase ?? 'start';
  } catch {
    return null;
  }
}

const filesOf = (name: string): string[] =>
  readdirSync(folder).filter((found) => found.startsWith(`${name}.`));

/** Runs until it does something, and then a moment longer; ends it. */
async function killIn(name: string, phase: string, moreMs: number, words: readonly string[]): Promise<void> {
  const child = startHfreuse(words);
  const end = finished(child);
  while (child.exitCode === null && phaseOf(name) !== phase) await wait(2);
  await wait(moreMs);
  child.kill('SIGKILL');
  await end;
}

describe('killed in each phase, and run again', () => {
  it.each(['list', 'derive', 'names'])(
    '%s: the same as never interrupted, and nothing stays',
    async (phase) => {
      const random = seededRandom(`phase ${phase}`);
      const name = `in-${phase}`;
      for (let kills = 0; kills < 4; kills += 1) await killIn(name, phase, random() * 150, collect(name));
      // What is there can be read meanwhile, in any state.
      if (existsSync(file(name))) expect([0, 1, 3]).toContain((await report(name)).code);
      expect((await spawnHfreuse(collect(name))).code).toBe(0);
      expect(await readEndState(file(name))).toEqual(await readEndState(file('calm')));
      expect(rowsOf(await report(name))).toBe(rowsOf(calmReport));
      expect(filesOf(name)).toEqual([`${name}.duckdb`]);
    },
  );

  it('an update, anywhere: the figures stay, and the file does not grow without bound', async () => {
    const random = seededRandom('updates');
    const name = 'updated';
    expect((await spawnHfreuse(collect(name))).code).toBe(0);
    const size = statSync(file(name)).size;
    for (let kills = 0; kills < 6; kills += 1) {
      const child = startHfreuse(collect(name, '--update'));
      const end = finished(child);
      while (child.exitCode === null && phaseOf(name) === null) await wait(2);
      await wait(random() * 800);
      child.kill('SIGKILL');
      await end;
    }
    for (let updates = 0; updates < 20; updates += 1)
      expect((await spawnHfreuse(collect(name, '--update'))).code).toBe(0);
    expect(
      rowsOf(await report(name))
        .split('\n')
        .slice(2),
    ).toEqual(rowsOf(calmReport).split('\n').slice(2));
    expect(statSync(file(name)).size).toBeLessThan(3 * size);
    expect(filesOf(name)).toEqual([`${name}.duckdb`]);
  });

  it('an import, anywhere: the old snapshot or the new one, whole', async () => {
    const dump = join(folder, 'dump');
    const made = await spawnHfreuse(['simulate', '--models', '20000', '--dump', dump, '--quiet']);
    expect(made.code).toBe(0);
    const name = 'imported';
    const where = ['--models', join(dump, 'models.parquet'), '--datasets', join(dump, 'datasets.parquet')];
    const words = ['import', ...where, '--snapshot', file(name), '--restart', '--quiet'];
    expect((await spawnHfreuse(words)).code).toBe(0);
    const whole = rowsOf(await report(name));
    const random = seededRandom('imports');
    for (let kills = 0; kills < 6; kills += 1) {
      const child = startHfreuse(words);
      const end = finished(child);
      await wait(300 + random() * 2500);
      child.kill('SIGKILL');
      await end;
      expect(rowsOf(await report(name))).toBe(whole);
    }
    expect((await spawnHfreuse(words)).code).toBe(0);
    expect(rowsOf(await report(name))).toBe(whole);
    expect(filesOf(name)).toEqual([`${name}.duckdb`]);
  });
});

describe('at the same time', () => {
  it('two collections of one file that start at once: one of them collects, the other names the one that does', async () => {
    for (let round = 0; round < 3; round += 1) {
      const name = `at-once-${round}`;
      const runs = await Promise.all([1, 2].map(() => finished(startHfreuse(collect(name)))));
      expect(runs.map(({ code }) => code)).toContain(0);
      for (const { code, stderr } of runs)
        if (code !== 0) expect([code, stderr]).toEqual([1, expect.stringMatching(/held by another program/)]);
      expect(await readEndState(file(name))).toEqual(await readEndState(file('calm')));
      expect(filesOf(name)).toEqual([`${name}.duckdb`]);
    }
  });

  it('a collection while reports read, and reports while it collects: right, or one line', async () => {
    const name = 'shared';
    expect((await spawnHfreuse(collect(name))).code).toBe(0);
    const runs = await Promise.all(
      Array.from({ length: 3 }, () => [report(name), spawnHfreuse(collect(name, '--update'))]).flat(),
    );
    for (const [index, run] of runs.entries()) {
      if (run.code === 1) expect(run.stderr).toMatch(/^hfreuse: .*held by another program.*\n$/);
      else if (index % 2 === 0) {
        const rows = (text: string) => text.split('\n').slice(2);
        expect([0, 3]).toContain(run.code);
        expect(rows(rowsOf(run))).toEqual(rows(rowsOf(calmReport)));
      } else expect(run.code).toBe(0);
    }
    expect((await spawnHfreuse(collect(name, '--update'))).code).toBe(0);
    expect(filesOf(name)).toEqual([`${name}.duckdb`]);
  });
});
