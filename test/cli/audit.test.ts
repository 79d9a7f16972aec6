import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../src/statistics/audit/audit-rows.ts';
import { golden, runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-audit-'));
const tables = join(import.meta.dirname, '..', 'statistics', 'audit', 'tables');
const files = ['computed.csv', 'poster.csv'].map((name) => join(tables, name));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Omit<AuditRow, 'labels'> & { question: string; modality: string; task: string };
const rowsOf = async (...args: string[]): Promise<Row[]> =>
  JSON.parse((await runHfreuse(['audit', ...args, '--format', 'json'])).stdout).rows;

function file(text: string): string {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, text);
  return path;
}

describe('hfreuse audit', () => {
  it.each(['table', 'csv', 'tsv', 'json', 'markdown'])('--format %s of the poster', async (format) => {
    const { actual, expected } = golden(
      `audit --format ${format}`,
      await runHfreuse(['audit', '--format', format]),
    );
    expect(actual).toBe(expected);
  });

  it('finds by itself the two impossible RQ2-CV deviations and the repeated RQ3 deviation of the poster', async () => {
    const rows = await rowsOf();
    expect(rows).toHaveLength(17);
    const impossible = rows.filter(({ verdict }) => verdict === 'impossible');
    expect(impossible.map(({ question, task }) => `${question} ${task}`).sort()).toEqual([
      'RQ2 image-classification',
      'RQ2 object-detection',
    ]);
    for (const row of impossible) expect(row.smallestN).toBeNull();
    const repeated = rows.filter(({ verdict }) => verdict === 'suspicious');
    expect(repeated.map(({ question, task }) => `${question} ${task}`).sort()).toEqual([
      'RQ3 text-generation',
      'RQ3 zero-shot-classification',
    ]);
    for (const { reasons } of repeated) expect(reasons.map(({ test }) => test)).toContain('duplicate-sd');
  });

  it('finds in both tables that the RQ2-CV deviations are RQ1-CV’s, also of the impossible rows', async () => {
    const rows = await rowsOf(...files);
    expect(rows).toHaveLength(17 + 90);
    const ofPoster = rows
      .slice(90)
      .filter(({ question, modality }) => question === 'RQ2' && modality === 'cv');
    expect(ofPoster).toHaveLength(3);
    for (const { task, reasons } of ofPoster) {
      const says = reasons.filter(({ test }) => test === 'duplicate-sd').map((reason) => reason.says);
      expect(says.join(), task).toMatch(/RQ1.*cv/);
    }
  });

  it('--strict is exit 4 where a row is impossible, and the table is printed all the same', async () => {
    const strict = await runHfreuse(['audit', '--strict', '--format', 'csv']);
    expect(strict.code).toBe(4);
    expect(strict.stdout).toBe((await runHfreuse(['audit', '--format', 'csv'])).stdout);
    expect((await runHfreuse(['audit', '--strict', file('mean,sd,n\n5.00,2.18,31\n')])).code).toBe(0);
  });

  it('takes n, other labels, an empty sd; rounding and kind of numbers as told', async () => {
    // GRIM's known values: 5.19 … 5.30 with n = 28 are possible for 5.21, 5.25 and 5.29 alone when rounded.
    const means = Array.from({ length: 12 }, (_, step) => (5.19 + step / 100).toFixed(2));
    const grim = file(`who,mean,sd,n\n${means.map((mean) => `a,${mean},,28`).join('\n')}\n`);
    const possible = (rows: Row[]) =>
      rows.filter(({ verdict }) => verdict === 'possible').map(({ mean }) => mean);
    const rounded = await rowsOf(grim, '--rounding', 'round');
    expect(possible(rounded)).toEqual(['5.21', '5.25', '5.29']);
    expect(rounded[0]).toMatchObject({ who: 'a', mean: '5.19', sd: null, n: 28, smallestN: null });
    expect(possible(await rowsOf(grim, '--real'))).toEqual(means);
    const cut = file('mean,sd,n\n3.14,,27\n');
    expect((await rowsOf(cut, '--rounding', 'round'))[0]?.verdict).toBe('impossible');
    expect((await rowsOf(cut, '--rounding', 'truncate'))[0]?.verdict).toBe('possible');
    expect((await rowsOf(cut))[0]?.verdict).toBe('possible');
  });

  it.each([
    ['a,b\n1,2\n', /has no column mean/],
    ['mean,sd\nabc,1\n', /row 1: mean is no number.*"abc"/],
    ['mean,sd,n\n1.0,1.0,half\n', /row 1: n must be a whole number.*"half"/],
    ['mean,sd\n1e5,NaN\n', /row 1/],
  ])('%j is refused in one line', async (text, pattern) => {
    const run = await runHfreuse(['audit', file(text)]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  });
});
