import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { bin, plainEnv, runHfreuse, waitForEnd } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-audit-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;

function file(text: string | Buffer): string {
  written += 1;
  const path = join(folder, `${written}.csv`);
  writeFileSync(path, text);
  return path;
}

const audit = async (text: string | Buffer, ...options: string[]) => {
  const run = await runHfreuse(['audit', file(text), '--format', 'json', ...options]);
  return { ...run, document: run.code === 0 ? JSON.parse(run.stdout) : null };
};

const plain = await audit('task,mean,sd,n\na,1.50,0.53,8\nb,2.25,1.28,8\n');

describe('the same table, however its cells are parted', () => {
  it.each([
    ['tabs', 'task\tmean\tsd\tn\na\t1.50\t0.53\t8\nb\t2.25\t1.28\t8\n'],
    ['semicolons', 'task;mean;sd;n\na;1.50;0.53;8\nb;2.25;1.28;8\n'],
    ['semicolons, with decimal commas', 'task;mean;sd;n\r\na;1,50;0,53;8\r\nb;2,25;1,28;8\r\n'],
    ['tabs, with decimal commas', 'task\tmean\tsd\tn\na\t1,50\t0,53\t8\nb\t2,25\t1,28\t8\n'],
    ["semicolons, with Excel's first line", 'sep=;\r\ntask;mean;sd;n\r\na;1,50;0,53;8\r\nb;2,25;1,28;8\r\n'],
    ['commas, n as programs write it that know gaps', 'task,mean,sd,n\na,1.50,0.53,8.0\nb,2.25,1.28,8.0\n'],
  ])('by %s', async (_, text) => {
    expect((await audit(text)).document.rows).toEqual(plain.document.rows);
    expect((await audit(Buffer.from(`\ufeff${text}`, 'utf16le'))).document.rows).toEqual(plain.document.rows);
  });

  it('keeps commas of labels, and quotes where tabs part the cells', async () => {
    const { document } = await audit('what;mean;sd\na, b;1,50;0,53\n');
    expect(document.rows[0]).toMatchObject({ what: 'a, b', mean: '1.50', sd: '0.53' });
    const tabs = await audit('what\tmean\tsd\n5" disk\t1.50\t0.53\n');
    expect(tabs.document.rows[0]).toMatchObject({ what: '5" disk' });
  });

  it('refuses decimal commas beside decimal points, naming both', async () => {
    const { code, stderr } = await audit('mean;sd\n1,50;0.53\n');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^hfreuse: .*\.csv has decimal commas and decimal points, such as "1,50" and "0.53"/,
    );
  });
});

describe('columns by another name', () => {
  it.each([
    ['M', 'SD', 'N'],
    ['Mean', 'SD', 'n'],
    ['MEAN', 'Sd', 'N'],
    ['m', 'sd', 'n'],
    [' mean', 'sd ', 'n'],
  ])('%j, %j, %j are taken, and named', async (mean, sd, n) => {
    const text = `task,${mean},${sd},${n}\na,1.50,0.53,8\nb,2.25,1.28,8\n`;
    const { document } = await audit(text);
    expect(document.rows).toEqual(plain.document.rows);
    expect(document.columns).toEqual([{ table: expect.stringMatching(/\.csv$/), mean, sd, n }]);
    const table = await runHfreuse(['audit', file(text), '--width', '200']);
    expect(table.stdout).toContain(`mean from the column ${JSON.stringify(mean)}`);
    const csv = await runHfreuse(['audit', file(text), '--format', 'csv']);
    expect(csv.stderr).toContain(`mean from the column ${JSON.stringify(mean)}`);
    expect((await runHfreuse(['audit', file(text), '--format', 'csv', '--quiet'])).stderr).toBe('');
  });

  it('takes the very name before the others, which are labels then', async () => {
    const { document } = await audit('M,Mean,mean,sd\nx,y,1.50,0.53\n');
    expect(document.rows[0]).toMatchObject({ M: 'x', Mean: 'y', mean: '1.50' });
    expect(document.columns).toMatchObject([{ mean: 'mean', sd: 'sd' }]);
  });

  it('refuses two that could as well be the same', async () => {
    const { code, stderr } = await audit('Mean,MEAN,sd\n1.5,1.6,0.53\n');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /two columns that could be mean: "Mean" and "MEAN" \(call the one that is meant mean\)/,
      ),
    ]);
  });
});

describe('labels', () => {
  it('may have any name, those of our own columns too', async () => {
    const names = [
      'verdict',
      'Verdict',
      'smallest_n',
      'smallestN',
      'reasons',
      '__proto__',
      'constructor',
      'Two Words',
      'ÄÖ',
    ];
    const cells = names.map((_, place) => `label ${place}`);
    const text = `${names.join(',')},mean,sd\n${cells.join(',')},1.50,0.53\n`;
    const { document } = await audit(text);
    const [row] = document.rows;
    const marked = names.map((name) =>
      ['verdict', 'smallest_n', 'smallestN', 'reasons'].includes(name) ? `${name} (given)` : name,
    );
    expect(Object.keys(row)).toEqual([...marked, 'mean', 'sd', 'n', 'verdict', 'reasons', 'smallestN']);
    expect(marked.map((name) => Object.getOwnPropertyDescriptor(row, name)?.value)).toEqual(cells);
    const csv = await runHfreuse(['audit', file(text), '--format', 'csv']);
    const [head, first] = parse(csv.stdout) as string[][];
    expect(head).toEqual([...marked, 'mean', 'sd', 'n', 'verdict', 'reasons', 'smallest_n']);
    expect(first?.slice(0, names.length)).toEqual(cells);
    // What comes out can be audited again.
    const again = await audit(csv.stdout);
    expect(again.document.rows[0]).toMatchObject({
      mean: '1.50',
      verdict: 'possible',
      'verdict (given)': 'label 0',
    });
  });

  it('are left out of a table for readers where there are too many, and named there', async () => {
    const names = Array.from({ length: 30 }, (_, place) => `name${place}`);
    const text = `${names.join(',')},mean,sd\n${[0, 1]
      .map((row) => `${names.map((name) => `${name} ${row}`).join(',')},1.50,0.53`)
      .join('\n')}\n`;
    const { stdout } = await runHfreuse(['audit', file(text)]);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout).toMatch(/name0 +verdict +mean +sd/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('labels left out here: name1,');
  });
});

describe('what it is held to be of', () => {
  const heading = async (text: string, ...options: string[]) =>
    (await runHfreuse(['audit', file(text), ...options])).stdout;
  it.each([
    ['whole numbers from 0', 'mean,sd\n1.50,0.53\n', []],
    ['whole numbers from 0, within min and max where given', 'mean,sd,min,max\n1.50,0.53,1,5\n', []],
    ['real numbers', 'mean,sd\n1.50,0.53\n', ['--real']],
  ])('stands in the heading: %s', async (words, text, options) => {
    expect(await heading(text, ...options)).toMatch(new RegExp(`^Assumption: ${words}$`, 'm'));
    expect(await heading(text, ...options, '--format', 'markdown')).toContain(`## Assumption: ${words}\n`);
    expect(await heading(text, ...options, '--format', 'html')).toMatch(
      new RegExp(`<h2[^>]*>Assumption: ${words}</h2>`),
    );
    expect((await audit(text, ...options)).document.assumption).toBe(words);
  });
});

it('passes over rows of n = 0, with a word', async () => {
  const text = 'task,mean,sd,n\na,,,0\nb,1.50,0.53,8\nc,0,0,0\n';
  const { document } = await audit(text);
  expect(document.rows.map(({ task }: { task: string }) => task)).toEqual(['b']);
  expect(document.warnings).toEqual([expect.stringMatching(/\.csv: 2 rows with n = 0 passed over$/)]);
  const csv = await runHfreuse(['audit', file(text), '--format', 'csv']);
  expect(csv.stderr).toMatch(/^warning: .*: 2 rows with n = 0 passed over\n$/);
});

it('states of a row that was not decided that it is possible, and how far it came', async () => {
  const text = 'mean,sd\n2.5,0.50000001\n';
  const { document } = await audit(text);
  expect(document.rows[0]).toMatchObject({ verdict: 'possible', reasons: [] });
  expect(document.warnings.join()).toMatch(/possible \(the smallest n is not found within 300,000 steps\)$/);
  const { stdout } = await runHfreuse(['audit', file(text), '--strict']);
  expect(stdout.replace(/\s+/g, ' ')).toContain('possible (the smallest n is not');
});

describe('--sd', () => {
  it('takes deviations as those of a sample, of a population or of either, and states which', async () => {
    // 0 0 1 1: 0.5774 of a sample, 0.5 of a population.
    const text = 'mean,sd,n\n0.50,0.5000,4\n0.50,0.5774,4\n0.50,0.5500,4\n';
    const verdicts = async (sd: string) => {
      const { document } = await audit(text, '--sd', sd);
      return document.rows.map((row: { verdict: string }) => row.verdict === 'possible');
    };
    expect(await verdicts('sample')).toEqual([false, true, false]);
    expect(await verdicts('population')).toEqual([true, false, false]);
    expect(await verdicts('either')).toEqual([true, true, false]);
    expect((await audit(text)).document.rows).toEqual((await audit(text, '--sd', 'sample')).document.rows);
    const { document } = await audit(text, '--sd', 'either');
    const says = document.rows[2].reasons.map((reason: { says: string }) => reason.says).join();
    expect(says).toMatch(/sample standard deviation \(n−1\).*population standard deviation \(n\)/);
  });
});

describe('a hyphen', () => {
  it('is standard input, also of the built program', async () => {
    const command = 'printf "M;SD\\n1,50;0,53\\n" | "$1" "$2" audit - --format json';
    const run = await waitForEnd(
      spawn('sh', ['-c', command, 'sh', process.execPath, bin], { env: plainEnv }),
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      columns: [{ table: 'standard input', mean: 'M', sd: 'SD' }],
      rows: [{ mean: '1.50', sd: '0.53', verdict: 'possible' }],
    });
  });

  it('is refused where it is named twice', async () => {
    const run = await runHfreuse(['audit', '-', '-']);
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(/standard input \(-\) is named twice/)]);
  });
});
