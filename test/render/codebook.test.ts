import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codebookTables } from '../../src/documents/codebook.ts';
import { tableNames } from '../../src/documents/table-names.ts';
import { runHfreuse } from '../cli/run-hfreuse.ts';

type Json = Record<string, unknown>;

const columnsOf = (table: string) => codebookTables.find(({ name }) => name === table)?.columns ?? [];
const namesOf = (table: string) => columnsOf(table).map(({ key }) => key);
let folder: string;
let snapshot: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-codebook-'));
  snapshot = join(folder, 'hub.duckdb');
  const made = await runHfreuse(['simulate', '--models', '4000', '--seed', '5', '--snapshot', snapshot]);
  expect(made.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const print = async (...args: string[]): Promise<string> => {
  const run = await runHfreuse([...args, '--snapshot', snapshot]);
  expect(run.code, run.stderr).toBe(0);
  return run.stdout;
};
const documentOf = async (...args: string[]) => JSON.parse(await print(...args, '--format', 'json'));
const headerOf = async (...args: string[]): Promise<string[]> =>
  (parse(await print(...args, '--format', 'csv')) as string[][])[0] ?? [];

describe('the codebook', () => {
  it('states of every column all that a reader must know, each table once', () => {
    expect(codebookTables.map(({ name }) => name)).toEqual(tableNames);
    expect(new Set(tableNames).size).toBe(tableNames.length);
    for (const { name, columns } of codebookTables) {
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      for (const column of columns) {
        for (const part of ['heading', 'meaning', 'unit', 'emptyWhen'] as const) {
          expect(column[part], `${name}.${column.key}`).not.toBe('');
        }
      }
    }
  });

  it('has every key of a report in JSON, and no other', async () => {
    const { rows, renames } = await documentOf('report', '--ci', '100', '--fit-p', '100', '--lorenz');
    const names = namesOf('report').filter((name) => name !== 'before');
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(names.sort());
    const history = await documentOf('report', '--every', 'year', '--question', '3');
    for (const row of history.rows) expect(Object.keys(row)[0]).toBe('before');
    const fitted = rows.find(
      ({ tail }: { tail: Json }) => tail.lognormal !== null && tail.exponential !== null,
    );
    expect(Object.keys(fitted.tail).sort()).toEqual(namesOf('tail').sort());
    const compared = new Set([
      ...Object.keys(fitted.tail.lognormal),
      ...Object.keys(fitted.tail.exponential),
    ]);
    expect(compared).toEqual(new Set(namesOf('tailComparison')));
    expect(Object.keys(fitted.lorenz[0])).toEqual(namesOf('lorenz'));
    expect(Object.keys(renames)).toEqual(namesOf('renames'));
    expect(Object.keys(renames.means[0])).toEqual(namesOf('renamedMeans'));
  });

  it('has every key of a comparison and of a grid', async () => {
    const study = ['report', '--protocol', 'study-2025'];
    const { comparison } = await documentOf(...study, '--compare');
    for (const row of comparison.rows) expect(Object.keys(row)).toEqual(namesOf('comparison'));
    const { grid } = await documentOf('report', '--grid', '--modality', 'cv', '--question', '2');
    expect(Object.keys(grid.rows[0])).toEqual(namesOf('grid'));
    expect(Object.keys(grid.choices[0])).toEqual(namesOf('gridChoices'));
    expect(Object.keys(grid.conclusions[0]).sort()).toEqual(namesOf('gridConclusions').sort());
    const choices = new Set(
      ['current', 'study-2025'].flatMap(
        () => columnsOf('grid').find(({ key }) => key === 'choice')?.values ?? [],
      ),
    );
    for (const protocol of ['current', 'study-2025']) {
      const whole = (await documentOf('report', '--grid', '--protocol', protocol)).grid;
      for (const { choice } of whole.choices) expect(choices).toContain(choice);
    }
  });

  it('has every key of status and of audit', async () => {
    const status = await documentOf('status');
    expect(Object.keys(status).sort()).toEqual(namesOf('status').sort());
    expect(Object.keys(status.streams[0])).toEqual(namesOf('streams'));
    const { datasets, baseModels } = status.references;
    expect(new Set([...Object.keys(datasets), ...Object.keys(baseModels)])).toEqual(
      new Set(namesOf('referenceStates')),
    );
    expect(Object.keys(status.unknownTasks[0])).toEqual(namesOf('unknownTasks'));
    const { stdout } = await runHfreuse(['audit', '--format', 'json']);
    const rows: { reasons: object[] }[] = JSON.parse(stdout).rows;
    const labels = ['question', 'modality', 'task'];
    expect(Object.keys(rows[0] ?? {})).toEqual([...labels, ...namesOf('audit')]);
    for (const reason of rows.flatMap(({ reasons }) => reasons)) {
      expect(Object.keys(reason)).toEqual(namesOf('reasons'));
    }
  });

  it('states what each column is called in CSV', async () => {
    const { tables } = JSON.parse((await runHfreuse(['codebook', '--format', 'json'])).stdout);
    const csvOf = (name: string): string[] =>
      tables.find(({ table }: Json) => table === name).columns.flatMap(({ csv }: { csv: string[] }) => csv);
    const head = csvOf('csvHead');
    expect(head).toEqual(['snapshot_date', 'endpoint', 'protocol', 'request']);
    expect([...head, ...csvOf('report')]).toEqual(
      await headerOf('report', '--every', 'year', '--task', 'fill-mask', '--ci', '100', '--fit-tail'),
    );
    const study = ['report', '--protocol', 'study-2025'];
    expect([...head, ...csvOf('comparison')]).toEqual(await headerOf(...study, '--compare'));
    expect([...head, ...csvOf('grid')]).toEqual(await headerOf('report', '--grid', '--question', '2'));
    const to = join(folder, 'export');
    await runHfreuse(['export', '--snapshot', snapshot, '--to', to]);
    const trend = await runHfreuse(['report', '--trend', to, '--format', 'csv']);
    // The date is among the columns of its rows.
    expect([...new Set([...head, ...csvOf('trend')])]).toEqual((parse(trend.stdout) as string[][])[0]);
    const audit = await runHfreuse(['audit', '--format', 'csv']);
    expect(['question', 'modality', 'task', ...csvOf('audit')]).toEqual(
      (parse(audit.stdout) as string[][])[0],
    );
    // What is never CSV has no names there.
    const without = tables.filter(({ columns }: { columns: { csv: unknown }[] }) => columns[0]?.csv === null);
    expect(without.map(({ table }: Json) => table)).toEqual(
      codebookTables.filter(({ csv }) => csv !== true).map(({ name }) => name),
    );
  });
});
