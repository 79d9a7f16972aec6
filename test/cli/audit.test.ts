import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { computedCsv, posterCsv } from '../../src/definitions/published-tables.ts';
import type { AuditRow } from '../../src/statistics/audit/audit-rows.ts';
import { bin, golden, plainEnv, runHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Omit<AuditRow, 'labels'> & { question: string; modality: string; task: string };
const rowsOf = async (...args: string[]): Promise<Row[]> =>
  JSON.parse((await runHfreuse(['audit', ...args, '--format', 'json'])).stdout).rows;

let written = 0;

function file(text: string | Buffer): string {
  written += 1;
  const path = join(folder, `${written}.csv`);
  writeFileSync(path, text);
  return path;
}

describe('hfreuse audit', () => {
  it('accuses no figure of being a double', async () => {
    // 1 1 0 0 0 0 0 and 0 0 1, as the shortest text of their doubles.
    const text =
      'mean,sd,n\n0.2857142857142857,0.48795003647426655,7\n0.3333333333333333,0.5773502691896258,3\n';
    const verdicts = (await rowsOf(file(text), '--rounding', 'round')).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['possible', 'possible']);
  });

  it.each([
    ['two columns of one name', 'task,mean,sd,mean\na,1.5,0.5,2.5\n', /two columns of the name "mean"/],
    ['an exponent beyond a double', 'mean,sd,n\n1.5,0.5,2\n1e301,1e301,9\n', /, row 2: mean is too large/],
    ['a bad figure', 'mean,sd\n1.5,0.5\n1.5,y\n', /\.csv, row 2: sd is not a number/],
  ])('refuses %s, naming file and place', async (_, text, message) => {
    const { code, stderr } = await runHfreuse(['audit', file('mean,sd\n1.5,0.5\n'), file(text)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('passes over delimiters beside the table, and keeps a column without a name that holds something', async () => {
    const beside = await runHfreuse(['audit', file('task,mean,sd,,\na,3.25,4.5,,\n'), '--format', 'json']);
    expect(JSON.parse(beside.stdout).rows).toMatchObject([{ task: 'a', mean: '3.25' }]);
    expect(Object.keys(JSON.parse(beside.stdout).rows[0])).not.toContain('column 4');
    const held = await runHfreuse(['audit', file('task,mean,sd,,\na,3.25,4.5,,x\n'), '--format', 'json']);
    expect(JSON.parse(held.stdout).rows).toMatchObject([{ task: 'a', 'column 5': 'x' }]);
  });

  it('reads Windows-1252 and UTF-16 as what they are, skips blank rows, and takes a header alone as empty', async () => {
    const text = 'task,mean,sd\nÄpfel,1.50,0.50\n,,\n';
    for (const bytes of [Buffer.from(text, 'latin1'), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      expect((await rowsOf(file(bytes))).map(({ task }) => task)).toEqual(['Äpfel']);
    }
    expect(await rowsOf(file('task,mean,sd,n\n'))).toEqual([]);
  });

  it.each(['table', 'csv', 'tsv', 'json', 'markdown', 'html'])(
    '--format %s of the poster',
    async (format) => {
      const { actual, expected } = golden(
        `audit --format ${format}`,
        await runHfreuse(['audit', '--format', format]),
      );
      expect(actual).toBe(expected);
    },
  );

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
    const rows = await rowsOf(file(computedCsv), file(posterCsv));
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

  it('takes n, other labels, an empty sd; rounding and kind of numbers as asked', async () => {
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

  it('names the cells of RQ1-CV whose deviations are in RQ2-CV too, in the reasons of each format', async () => {
    const both = [file(posterCsv), file(computedCsv)];
    const expected = {
      'text-to-image': '0.537395',
      'object-detection': '0.252203',
      'image-classification': '0.297416',
    };
    const rows = (await rowsOf(...both)).slice(0, 17);
    for (const [task, sd] of Object.entries(expected)) {
      const row = rows.find((cell) => cell.question === 'RQ2' && cell.task === task);
      const [reason] = row?.reasons.filter(({ test }) => test === 'duplicate-sd') ?? [];
      expect(reason?.says).toContain(`RQ1 cv ${task}`);
      expect(reason?.says).toContain(`sd ${sd}`);
      for (const format of ['csv', 'table', 'markdown']) {
        const { stdout } = await runHfreuse(['audit', ...both, '--format', format]);
        // A table wraps its cells.
        expect(stdout.replace(/\s+/g, ' '), format).toContain('duplicate-sd');
        if (format !== 'table') expect(stdout, format).toContain(reason?.says);
      }
    }
    // The two impossible ones keep their verdict, the gravest, and have both reasons.
    for (const task of ['object-detection', 'image-classification']) {
      const row = rows.find((cell) => cell.question === 'RQ2' && cell.task === task);
      expect(row?.verdict).toBe('impossible');
      expect(row?.reasons.map(({ test }) => test)).toEqual(['count-bound', 'duplicate-sd']);
    }
  });

  it('finds the samples of four and of nine that two headline cells can rest on', async () => {
    const rows = await rowsOf();
    const least = (task: string) =>
      rows.find((row) => row.question === 'RQ3' && row.task === task)?.smallestN;
    expect(least('unconditional-image-generation')).toBe(4);
    expect(least('image-to-3d')).toBe(9);
  });

  it('takes files in any order, with other columns and line ends; cells with the same labels are one cell', async () => {
    const twice = await rowsOf(
      file('task,mean,sd\na,1.2347,2.3456\n'),
      file('\uFEFFtask,mean,sd\r\na,1.31610,2.34560\r\n'),
    );
    expect(twice.map(({ verdict }) => verdict)).toEqual(['possible', 'possible']);
    const other = await rowsOf(
      file('task,mean,sd\na,1.2347,2.3456\n'),
      file('mean,sd,task\n1.31610,2.34560,b\n'),
    );
    expect(other.map(({ verdict }) => verdict)).toEqual(['suspicious', 'suspicious']);
  });

  it('--real: any mean goes with any deviation, unless bounds forbid it', async () => {
    const table = file('mean,sd,n,min,max\n0.2351,0.2522,,,\n0.5,0.6,,0,1\n0.5,0.4,,0,1\n1.5,,,0,1\n');
    expect((await rowsOf(table, '--real')).map(({ verdict }) => verdict)).toEqual([
      'possible',
      // Of two numbers with this mean it is at most 0.7071.
      'possible',
      'possible',
      'impossible',
    ]);
    const counted = await rowsOf(table, '--counts');
    expect(counted[0]?.verdict).toBe('impossible');
    expect(await rowsOf(table)).toEqual(counted);
    const both = await runHfreuse(['audit', table, '--real', '--counts']);
    expect(both).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/--counts and --real/) });
  });

  it('--rounding: each way stands for its own interval', async () => {
    // 2/3 = 0.666…: rounded 0.67, cut off 0.66.
    const verdicts = async (mean: string, rounding: string) =>
      (await rowsOf(file(`mean,sd,n\n${mean},,3\n`), '--rounding', rounding))[0]?.verdict;
    expect(await verdicts('0.67', 'round')).toBe('possible');
    expect(await verdicts('0.67', 'truncate')).toBe('impossible');
    expect(await verdicts('0.66', 'round')).toBe('impossible');
    expect(await verdicts('0.66', 'truncate')).toBe('possible');
    for (const mean of ['0.66', '0.67']) expect(await verdicts(mean, 'either')).toBe('possible');
    expect(await verdicts('0.65', 'either')).toBe('impossible');
    const refused = await runHfreuse(['audit', '--rounding', 'up']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/--rounding.*"up".*round, truncate, either/);
  });

  it.each([
    ['a,b\n1,2\n', /has no column mean/],
    ['mean,sd\nabc,1\n', /row 1: mean is not a number.*"abc"/],
    ['mean,sd,n\n1.0,1.0,half\n', /row 1: n must be a whole number.*"half"/],
    ['mean,sd\n1e5,NaN\n', /row 1/],
  ])('%j is refused in one line', async (text, pattern) => {
    const run = await runHfreuse(['audit', file(text)]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]+\n$/);
  });

  it('a standard input of nonsense is refused in one line, a table on it is read', async () => {
    // A pipe of the shell's: what this process would hand on is a socket, which has no path to open.
    const piped = 'cat "$1" | "$2" "$3" audit - --format json';
    const fromInput = (text: string | Buffer) =>
      waitForEnd(spawn('sh', ['-c', piped, 'sh', file(text), process.execPath, bin], { env: plainEnv }));
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197 + 31) % 256));
    for (const nonsense of ['', '\n\n', '{"mean": 1}', '"mean,sd\n1,2', noise]) {
      const run = await fromInput(nonsense);
      expect([run.code, run.stdout], JSON.stringify(nonsense).slice(0, 40)).toEqual([2, '']);
      expect(run.stderr).toMatch(/^hfreuse: standard input[^\n]*\n$/);
    }
    const run = await fromInput('mean,sd\n3.2500,4.5000\n');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout).rows).toHaveLength(1);
  });

  it.each(['missing.csv', ''])('a file that cannot be read is exit 1, naming it: %j', async (name) => {
    const run = await runHfreuse(['audit', join(folder, name)]);
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(/^hfreuse: [^\n]+ \([^\n]+\)\n$/);
    expect(run.stderr).toContain(join(folder, name));
  });
});
