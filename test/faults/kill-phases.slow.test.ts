import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/statistics/random.ts';
import { spawnHfreuse, startHfreuse, waitForEnd } from '../cli/run-hfreuse.ts';
import { prepareKills } from '../support/prepare-kills.ts';
import { readEndState } from './end-state.ts';

const { folder, file, collect, report, readRows, listFiles, calm } = prepareKills(
  { models: 3000, datasets: 600, seed: 11, cards: true },
  ['--page-size', '200', '--resolve', '60'],
);

/** What the small file beside a snapshot states it does now; null where there is none. */
function phaseOf(name: string): string | null {
  try {
    return JSON.parse(readFileSync(`${file(name)}.progress`, 'utf8')).step?.phase ?? 'start';
  } catch {
    return null;
  }
}

/** Runs until it does something, and then a moment longer; ends it. */
async function killIn(name: string, phase: string, moreMs: number, words: readonly string[]): Promise<void> {
  const child = startHfreuse(words);
  const end = waitForEnd(child);
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
      expect(await readRows(name)).toBe(calm());
      expect(listFiles(name)).toEqual([`${name}.duckdb`]);
    },
  );

  it('an update, anywhere: the figures stay, and the file does not grow without bound', async () => {
    const random = seededRandom('updates');
    const name = 'updated';
    expect((await spawnHfreuse(collect(name))).code).toBe(0);
    const size = statSync(file(name)).size;
    for (let kills = 0; kills < 6; kills += 1) {
      const child = startHfreuse(collect(name, '--update'));
      const end = waitForEnd(child);
      while (child.exitCode === null && phaseOf(name) === null) await wait(2);
      await wait(random() * 800);
      child.kill('SIGKILL');
      await end;
    }
    for (let updates = 0; updates < 20; updates += 1)
      expect((await spawnHfreuse(collect(name, '--update'))).code).toBe(0);
    expect((await readRows(name)).split('\n').slice(2)).toEqual(calm().split('\n').slice(2));
    expect(statSync(file(name)).size).toBeLessThan(3 * size);
    expect(listFiles(name)).toEqual([`${name}.duckdb`]);
  });

  it('an import, anywhere: the old snapshot or the new one, whole', async () => {
    const dump = join(folder, 'dump');
    const made = await spawnHfreuse(['simulate', '--models', '20000', '--dump', dump, '--quiet']);
    expect(made.code).toBe(0);
    const name = 'imported';
    const where = ['--models', join(dump, 'models.parquet'), '--datasets', join(dump, 'datasets.parquet')];
    const words = ['import', ...where, '--snapshot', file(name), '--restart', '--quiet'];
    expect((await spawnHfreuse(words)).code).toBe(0);
    const whole = await readRows(name);
    const random = seededRandom('imports');
    for (let kills = 0; kills < 6; kills += 1) {
      const child = startHfreuse(words);
      const end = waitForEnd(child);
      await wait(300 + random() * 2500);
      child.kill('SIGKILL');
      await end;
      expect(await readRows(name)).toBe(whole);
    }
    expect((await spawnHfreuse(words)).code).toBe(0);
    expect(await readRows(name)).toBe(whole);
    expect(listFiles(name)).toEqual([`${name}.duckdb`]);
  });
});

describe('at the same time', () => {
  it('two collections of one file that start at once: one of them collects, the other names the one that does', async () => {
    for (let round = 0; round < 3; round += 1) {
      const name = `at-once-${round}`;
      const runs = await Promise.all([1, 2].map(() => waitForEnd(startHfreuse(collect(name)))));
      expect(runs.map(({ code }) => code)).toContain(0);
      for (const { code, stderr } of runs)
        if (code !== 0) expect([code, stderr]).toEqual([1, expect.stringMatching(/held by another program/)]);
      expect(await readEndState(file(name))).toEqual(await readEndState(file('calm')));
      expect(listFiles(name)).toEqual([`${name}.duckdb`]);
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
        expect(rows(run.stdout)).toEqual(rows(calm()));
      } else expect(run.code).toBe(0);
    }
    expect((await spawnHfreuse(collect(name, '--update'))).code).toBe(0);
    expect(listFiles(name)).toEqual([`${name}.duckdb`]);
  });
});
