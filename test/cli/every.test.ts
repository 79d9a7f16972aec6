import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';

let folder: string;
let snapshot: string;

const report = (...args: string[]) => runHfreuse(['report', snapshot, ...args]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-every-'));
  snapshot = join(folder, 'hub.duckdb');
  await copySimulated(snapshot, { models: 3000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('report --every', () => {
  it('CSV: the lines of each slice are those of --created-before', async () => {
    const choice = ['--question', '2,3', '--task', 'text-generation', '--format', 'csv'];
    const { stdout, code } = await report('--every', 'year', ...choice);
    expect(code).toBe(0);
    const [head = '', ...lines] = stdout.trimEnd().split('\r\n');
    const columns = head.split(',');
    const at = columns.indexOf('before');
    expect(columns.slice(0, at + 2)).toEqual(
      'snapshot_date endpoint protocol request before question'.split(' '),
    );
    const own = (line: string): string => line.slice(line.search(/,RQ\d,/));
    const moments = [...new Set(lines.flatMap((line) => /,(\d{4}-[\dT:.Z-]+),RQ/.exec(line)?.[1] ?? []))];
    expect(moments.length).toBeGreaterThan(3);
    for (const moment of moments) {
      const alone = (await report('--created-before', moment, ...choice)).stdout
        .trimEnd()
        .split('\r\n')
        .slice(1);
      expect(lines.filter((line) => line.includes(`,${moment},RQ`)).map(own)).toEqual(alone.map(own));
    }
  });

  it('the table has the slices of each task one after the other, and states that only survivors are in it', async () => {
    const { stdout } = await report(
      '--every',
      'year',
      '--measure',
      'derivatives-per-model',
      '--modality',
      'nlp',
    );
    const dates = [...stdout.matchAll(/^ *text-generation \*? *(\d{4}-\S+)/gm)].map(([, date]) => date);
    expect(dates.length).toBeGreaterThan(3);
    expect(dates).toEqual([...dates].sort());
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Survivors: the history holds only repos that still existed',
    );
  });

  it('--columns before goes with it alone', async () => {
    const columns = ['--columns', 'before,task,mean', '--format', 'csv'];
    expect((await report('--every', 'year', ...columns)).stdout).toMatch(/^before,task,mean\r\n20/);
    expect(await report(...columns)).toMatchObject({ code: 2, stderr: expect.stringContaining('--every') });
  });

  it.each([
    [['--created-before', '2024-01-01'], '--every makes its own slices'],
    [['--grid'], '--every does not go with --grid'],
    [['--trend', 'x'], '--every does not go with --trend'],
  ])('with %j: exit 2, one line', async (args, words) => {
    const run = await runHfreuse(['report', '--every', 'month', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(words);
  });
});
