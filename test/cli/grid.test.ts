import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../src/documents/report/report-row.ts';
import { copySimulated } from '../support/simulated.ts';
import { golden, runHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-grid-'));
const snapshot = join(folder, 'hub.duckdb');
const report = (...args: string[]) => runHfreuse(['report', '--snapshot', snapshot, ...args]);

beforeAll(async () => {
  await copySimulated(snapshot, { models: 600, seed: 7 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('report --grid', () => {
  it.each(['table', 'csv', 'tsv', 'json', 'markdown', 'html'])('--format %s', async (format) => {
    const args = ['--format', format, '--modality', 'cv', '--question', '2'];
    const { actual, expected } = golden(`report --grid ${args.join(' ')}`, await report('--grid', ...args));
    expect(actual).toBe(expected);
  });

  it('RQ3 of text-to-image, relations and all', async () => {
    const args = ['--grid', '--task', 'text-to-image', '--question', '3'];
    const { actual, expected } = golden(`report ${args.join(' ')}`, await report(...args));
    expect(actual).toBe(expected);
  });

  it.each(['current', 'study-2025'])('%s: the ordinary rows stay, and begin the grid', async (protocol) => {
    const args = ['--protocol', protocol, '--format', 'json'];
    const { grid, ...document } = JSON.parse((await report('--grid', ...args)).stdout) as ReportDocument;
    expect(document.request.grid).toBe(true);
    document.request.grid = false;
    expect(document).toEqual(JSON.parse((await report(...args)).stdout));
    const own = grid?.rows.filter(({ choice, setting }) => choice === 'protocol' && setting === protocol);
    expect(own).toHaveLength(document.rows.length);
    for (const row of document.rows) {
      const cell = own?.find(({ measure, task }) => measure === row.measure && task === row.task);
      expect(cell).toMatchObject({
        population: row.population,
        n: row.n,
        mean: row.mean,
        modality: row.modality,
      });
      if (row.mean !== null) expect(cell?.meanChange).toBe(0);
    }
    for (const row of grid?.rows ?? []) {
      expect(grid?.choices).toContainEqual(
        expect.objectContaining({ choice: row.choice, setting: row.setting }),
      );
    }
  });

  it('a CSV holds the rows of the JSON', async () => {
    const document = JSON.parse((await report('--grid', '--format', 'json')).stdout) as ReportDocument;
    const { stdout } = await report('--grid', '--format', 'csv');
    const records = parse(stdout, { columns: true }) as Record<string, string>[];
    expect(records).toHaveLength(document.grid?.rows.length ?? 0);
    for (const [index, row] of (document.grid?.rows ?? []).entries()) {
      const text = Object.values(row).map((value) => (value === null ? '' : String(value)));
      // Each row states where it comes from, before its own columns.
      expect(Object.values(records[index] ?? {}).slice(4)).toEqual(text);
      expect(records[index]?.request).toBe("'--grid");
    }
  });

  it('is beside --compare in JSON', async () => {
    const args = ['--protocol', 'study-2025', '--compare', '--grid', '--format', 'json'];
    const document = JSON.parse((await report(...args)).stdout) as ReportDocument;
    expect(document.comparison?.rows.length).toBeGreaterThan(100);
    expect(document.grid?.rows.length).toBeGreaterThan(100);
  });

  it.each([
    [['--grid', '--by', 'modality'], /--grid.*--by task/],
    [['--grid', '--relation', 'merge'], /--grid.*--relation/],
    [['--grid', '--exclude-same-owner'], /--grid.*--exclude-same-owner/],
    [['--grid', '--format', 'csv', '--fit-tail'], /--fit-tail.*--grid/],
    [['--grid', '--compare', '--protocol', 'study-2025', '--format', 'tsv'], /--compare.*--grid/],
  ])('%j is wrong usage', async (args, pattern) => {
    const run = await report(...args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(pattern);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
