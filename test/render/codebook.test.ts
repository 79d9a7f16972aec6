import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportColumns } from '../../src/render/columns.ts';
import { comparisonColumns } from '../../src/render/comparison-columns.ts';
import { gridColumns } from '../../src/render/grid-columns.ts';
import { trendColumns } from '../../src/render/trend-columns.ts';
import { codebook } from '../../src/study/codebook/codebook.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';

interface Field {
  name: string;
  type: 'string' | 'number' | 'integer';
  constraints: { required: boolean; minimum?: number; maximum?: number };
}

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const entriesOf = (name: string) => codebook.find(({ table }) => table === name)?.entries ?? {};
let folder: string;
let snapshot: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-codebook-'));
  snapshot = join(folder, 'hub.duckdb');
  const made = await runHfreuse(['simulate', '--models', '2000', '--seed', '5', '--snapshot', snapshot]);
  expect(made.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rowsOf = async (args: string[]): Promise<Record<string, unknown>[]> =>
  JSON.parse((await runHfreuse([...args, '--snapshot', snapshot, '--format', 'json'])).stdout).rows;

describe('the codebook', () => {
  it('says of every column, in their order, all that a reader must know', () => {
    expect(Object.keys(entriesOf('report'))).toEqual(reportColumns.map(({ key }) => key));
    expect(Object.keys(entriesOf('comparison'))).toEqual(comparisonColumns.map(({ key }) => key));
    expect(Object.keys(entriesOf('grid'))).toEqual(gridColumns.map(({ key }) => key));
    expect(Object.keys(entriesOf('trend'))).toEqual(trendColumns.map(({ key }) => key));
    for (const { table, entries } of codebook) {
      for (const [name, entry] of Object.entries(entries)) {
        for (const part of ['meaning', 'unit', 'emptyWhen'] as const) {
          expect(entry[part], `${table}.${name}`).not.toBe('');
        }
      }
    }
  });

  it('has every key of what the commands print in JSON, and no other', async () => {
    const [row = {}] = await rowsOf(['report', '--ci', '10', '--fit-tail', '--lorenz']);
    expect(Object.keys(row).sort()).toEqual(Object.keys(entriesOf('report')).sort());
    const { stdout } = await runHfreuse(['status', '--snapshot', snapshot, '--format', 'json']);
    const { streams, references, unknownTasks } = JSON.parse(stdout);
    expect(Object.keys(streams[0])).toEqual(Object.keys(entriesOf('streams')));
    const states = new Set([...Object.keys(references.datasets), ...Object.keys(references.baseModels)]);
    expect(states).toEqual(new Set(Object.keys(entriesOf('referenceStates'))));
    expect(unknownTasks.length).toBeGreaterThan(0);
    expect(Object.keys(unknownTasks[0])).toEqual(Object.keys(entriesOf('unknownTasks')));
    const audit = JSON.parse((await runHfreuse(['audit', '--format', 'json'])).stdout).rows;
    for (const name of Object.keys(entriesOf('audit'))) expect(audit[0]).toHaveProperty(name);
  });

  it('is right where it says that a column is never empty', async () => {
    const rows = [
      ...(await rowsOf(['report', '--modality', 'all'])),
      ...(await rowsOf(['report', '--modality', 'all', '--protocol', 'study-2025'])),
    ];
    const never = Object.entries(entriesOf('report')).filter(([, { emptyWhen }]) => emptyWhen === 'never');
    for (const row of rows) for (const [name] of never) expect(row[name], name).not.toBeNull();
    // And where it says that one may be, some row shows it: else the words were for nothing.
    const maybe = ['sd', 'gini', 'distinct', 'evenness', 'distinctRarefied'];
    for (const name of maybe) expect(rows.some((row) => row[name] === null)).toBe(true);
  });

  it('is what README says of the columns', async () => {
    const { stdout } = await runHfreuse(['codebook', '--table', 'report', '--format', 'markdown']);
    const table = stdout.slice(stdout.indexOf('|')).trim();
    const between = readme.split('<!-- columns -->\n')[1]?.split('\n<!-- /columns -->')[0];
    expect(between, 'put `hfreuse codebook --table report --format markdown` there').toBe(table);
  });

  it('refuses what makes no sense', async () => {
    for (const [args, pattern] of [
      [['--table', 'rows'], /--table.*"rows".*report, comparison, grid/],
      [['--format', 'frictionless', '--table', 'audit'], /frictionless.*report/],
      [['--with', 'ci'], /--with.*frictionless/],
    ] as const) {
      const run = await runHfreuse(['codebook', ...args]);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(pattern);
    }
  });
});

describe('the Table Schema', () => {
  it.each([
    [[], []],
    [
      ['--with', 'ci,fit-tail'],
      ['--ci', '20', '--fit-tail'],
    ],
  ])('with %j fits every cell of the CSV', async (schemaOptions, reportOptions) => {
    const schema = await runHfreuse(['codebook', '--format', 'frictionless', ...schemaOptions]);
    const { fields, missingValues, primaryKey } = JSON.parse(schema.stdout) as {
      fields: Field[];
      missingValues: string[];
      primaryKey: string[];
    };
    for (const protocol of ['current', 'study-2025']) {
      const run = await runHfreuse([
        ...['report', '--snapshot', snapshot, '--format', 'csv', '--modality', 'all'],
        ...['--protocol', protocol, ...reportOptions],
      ]);
      const [header = [], ...lines] = parse(run.stdout) as string[][];
      expect(header).toEqual(fields.map(({ name }) => name));
      expect(lines.length).toBeGreaterThan(10);
      for (const line of lines)
        for (const [index, field] of fields.entries()) expectFits(line[index] ?? '', field);
      const keys = lines.map((line) => primaryKey.map((name) => line[header.indexOf(name)]).join());
      expect(new Set(keys).size).toBe(lines.length);
    }
    expect(missingValues).toEqual(['']);
  });
});

function expectFits(cell: string, { name, type, constraints }: Field): void {
  if (cell === '') expect(constraints.required, `${name} is empty`).toBe(false);
  if (cell === '' || type === 'string') return;
  expect(cell, name).toMatch(type === 'integer' ? /^\d+$/ : /^-?\d+(\.\d+)?(e[+-]?\d+)?$/);
  expect(Number(cell), name).toBeGreaterThanOrEqual(constraints.minimum ?? Number.NEGATIVE_INFINITY);
  expect(Number(cell), name).toBeLessThanOrEqual(constraints.maximum ?? Number.POSITIVE_INFINITY);
}
