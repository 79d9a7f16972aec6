import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect } from 'vitest';
import { type Run, runHfreuse } from './run-hfreuse.ts';

export const folder = mkdtempSync(join(tmpdir(), 'hfreuse-odd-'));
export const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export async function runStatements<Row = Record<string, unknown>>(...statements: string[]): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements)
      rows = (await connection.runAndReadAll(statement)).getRowObjectsJson();
    return rows as Row[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export const writeRows = async (name: string, select: string): Promise<string> => {
  await runStatements(`SET TimeZone = 'UTC'`, `COPY (${select}) TO '${file(name)}' (FORMAT parquet)`);
  return file(name);
};

/** The command line that collects everything a Hub lists into a file of this folder. */
export const crawlOf = (url: string, name: string): string[] => [
  ...['collect', '--all', '--resolve', 'none', '--endpoint', url],
  ...['--snapshot', file(name)],
];

export const importInto = (name: string, ...args: string[]): Promise<Run> =>
  runHfreuse(['import', '--restart', '--snapshot', file(name), ...args], {}, folder);

export async function readJson(command: string, name: string, ...args: string[]) {
  const run = await runHfreuse([command, '--snapshot', file(name), '--format', 'json', ...args]);
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout);
}

/** The files of the table of models in an export, wherever they lie in it. */
export async function findModelFiles(to: string): Promise<string[]> {
  const found = await runStatements<{ file: string }>(`SELECT file FROM glob('${to}/**/*.parquet')`);
  const paths = found.map((row) => row.file).filter((path) => /\/models(\.parquet$|\/)/.test(path));
  expect(paths).toHaveLength(1);
  return paths;
}

/** Totals of RQ1, RQ2 and of the derivatives, by the task. */
export async function readTotals(name: string, ...args: string[]): Promise<Record<string, number>> {
  const { rows } = await readJson('report', name, '--modality', 'all', ...args);
  const shown = (rows as { measure: string; total: number }[]).filter(
    ({ measure }) => measure !== 'bases-per-model',
  );
  return Object.fromEntries(shown.map(({ measure, total }) => [measure, total]));
}

/** Four models, one of them private; two of them use one dataset, two are derived. `of` replaces columns. */
export const models = (of: Partial<Record<string, string>> = {}): string => {
  const columns: Record<string, string> = {
    _id: `'m' || i`,
    id: `'o/m' || i`,
    tags: `[['dataset:o/d', 'base_model:o/m2'], ['dataset:O/D'], ['base_model:o/m1'], ['dataset:o/d']][i]`,
    pipeline_tag: `'fill-mask'`,
    createdAt: `TIMESTAMP '2023-01-01' + to_days(100 * i::INTEGER)`,
    private: 'i = 4',
    ...of,
  };
  const list = Object.entries(columns).map(([name, sql]) => `${sql} AS "${name}"`);
  return `SELECT ${list.join(', ')} FROM range(1, 5) t(i)`;
};
export const right = { 'datasets-per-model': 2, 'models-per-dataset': 2, 'derivatives-per-model': 2 };
export const datasets = writeRows(
  'datasets.parquet',
  `SELECT 'd' AS _id, 'o/d' AS id, ['task_categories:fill-mask'] AS tags, DATE '2022-01-01' AS "createdAt"`,
);
