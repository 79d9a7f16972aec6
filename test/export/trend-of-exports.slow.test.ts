import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codebookTables } from '../../src/documents/codebook.ts';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { sortRows } from '../../src/documents/report/sort-rows.ts';
import type { TrendRow } from '../../src/documents/trend/trend.ts';
import { queryExport } from '../../src/snapshot/parquet/query-export.ts';
import { golden, runHfreuse } from '../cli/run-hfreuse.ts';
import { compareRows } from '../oracle/compare.ts';
import { expectSame, protocols } from './random-export.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('SQL on the export gives the rows of a report', () => {
  it('a simulated Hub, through the program: sql is the report, and the trend of two dates is the two reports', async () => {
    const to = join(folder, 'trend');
    mkdirSync(to, { recursive: true });
    const dates = ['2026-01-01', '2026-02-01'];
    for (const [index, date] of dates.entries()) {
      const name = join(folder, `sim-${index}`);
      await runHfreuse([
        'simulate',
        '--models',
        '3000',
        '--seed',
        `${index}`,
        '--snapshot',
        `${name}.duckdb`,
      ]);
      const run = await runHfreuse(['export', '--snapshot', `${name}.duckdb`, '--to', name]);
      expect([run.code, run.stdout]).toEqual([0, '']);
      for (const table of readdirSync(name)) {
        expect(readdirSync(join(name, table))).toEqual(['snapshot_date=2026-08-31']);
        cpSync(join(name, table, 'snapshot_date=2026-08-31'), join(to, table, `snapshot_date=${date}`), {
          recursive: true,
        });
      }
    }
    // What a killed export leaves beside is not read, nor a date that has no provenance yet.
    mkdirSync(join(to, '.snapshot_date=2026-03-01.0.part', 'models'), { recursive: true });
    writeFileSync(join(to, '.snapshot_date=2026-03-01.0.part', 'models', 'part-0.parquet'), 'half');
    for (const table of ['models', 'datasets']) {
      const unfinished = join(to, table, 'snapshot_date=2026-04-01');
      cpSync(join(to, table, 'snapshot_date=2026-02-01'), unfinished, { recursive: true });
    }
    for (const protocol of protocols) {
      const { stdout } = await runHfreuse([
        'report',
        '--trend',
        to,
        '--protocol',
        protocol,
        '--format',
        'json',
      ]);
      const trend = JSON.parse(stdout);
      const printed = (await runHfreuse(['sql', '--from', to, '--protocol', protocol])).stdout;
      const [all = []] = await queryExport(to, [printed]);
      for (const [index, date] of dates.entries()) {
        const args = [
          '--snapshot',
          join(folder, `sim-${index}.duckdb`),
          '--protocol',
          protocol,
          '--format',
          'json',
        ];
        const report = JSON.parse((await runHfreuse(['report', ...args])).stdout);
        expectSame(
          report.rows,
          all.filter(({ snapshot_date }) => snapshot_date === date),
        );
        const rows: TrendRow[] = trend.rows.filter((row: TrendRow) => row.snapshotDate === date);
        const figures = Object.keys(rows[0] ?? {}).filter(
          (key) => key !== 'snapshotDate',
        ) as (keyof ReportRow)[];
        expect(figures).toContain('effectiveNumber');
        const picked = sortRows(report.rows as ReportRow[], 'task').map((row) =>
          Object.fromEntries(figures.map((key) => [key, row[key]])),
        );
        compareRows(rows, picked as unknown as ReportRow[]);
        expect(trend.snapshots[index]).toMatchObject({
          date,
          models: report.snapshot.models,
          complete: true,
        });
      }
      expect(all.length).toBe(trend.rows.length);
      // Two simulated Hubs are two endpoints.
      expect(trend.warnings).toEqual([expect.stringMatching(/^The dates differ in endpoint,/)]);
      expect(trend.definitions.RQ1).toMatch(/^datasets-per-model: /);
      const described = codebookTables.find(({ name }) => name === 'trendSnapshots')?.columns ?? [];
      expect(Object.keys(trend.snapshots[0])).toEqual(described.map(({ key }) => key));
    }
  });

  it('the trend in every format: each row’s date, and what cannot be seen', async () => {
    const args = [
      'report',
      '--trend',
      join(folder, 'trend'),
      '--task',
      'fill-mask',
      '--task',
      'text-generation',
    ];
    for (const format of ['table', 'csv', 'tsv', 'json', 'markdown', 'html']) {
      const run = await runHfreuse([...args, '--format', format]);
      const again = await runHfreuse([...args, '--format', format]);
      expect(again).toEqual(run);
      expect(run.code).toBe(0);
      for (const date of ['2026-01-01', '2026-02-01']) expect(run.stdout, format).toContain(date);
      const separate = ['csv', 'tsv'].includes(format);
      expect(separate ? run.stderr : run.stdout, format).toContain('The dates differ in endpoint');
      if (!separate) expect(run.stderr).toBe('');
    }
    const table = await runHfreuse([...args, '--question', '1,3']);
    const { actual, expected } = golden('report --trend, two tasks --question 1,3', table);
    expect(actual).toBe(expected);
  });
});
