import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHfreuse } from '../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-ties-'));
const snapshot = join(folder, 'hub.duckdb');
const models = 3000;

/** Names in another order than that in which the repos are listed. */
const nameOf = (place: number): string => `o/m${(place * 7919) % models}`;
const tasks = ['fill-mask', 'text-classification'] as const;
const names = Array.from({ length: models }, (_, place) => ({ id: nameOf(place), task: tasks[place % 2] }));
/** The one that declares two datasets; all others declare one. */
const greatest = nameOf(1234);
const firstOf = (task: string): string[] =>
  names.flatMap((one) => (one.task === task && one.id !== greatest ? [one.id] : [])).sort();

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT printf('%024x', range) AS _id, 'o/m' || (range * 7919) % ${models} AS id,
      ['${tasks.join("', '")}'][range % 2 + 1] AS pipeline_tag, TIMESTAMP '2023-01-01' AS "createdAt",
      CASE range WHEN 1234 THEN ['dataset:a', 'dataset:b'] ELSE ['dataset:a'] END AS tags
    FROM range(${models})) TO '${join(folder, 'models.parquet')}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  const made = await runHfreuse([
    ...['import', '--models', join(folder, 'models.parquet'), '--snapshot', snapshot],
  ]);
  expect(made.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function report(...more: string[]) {
  const { stdout, code } = await runHfreuse([
    ...['report', '--question', '1', '--task', tasks.join(','), '--format', 'json', '--snapshot', snapshot],
    ...more,
  ]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as {
    summary?: { leaders: string[] }[];
    rows: { task: string; maxId: string }[];
  };
}

describe('thousands of models with equal values', () => {
  it.each([
    { way: 'stored', more: [] },
    { way: 'counted in the graphs', more: ['--exclude-same-owner'] },
  ])('are named by value, then by name: $way', async ({ more }) => {
    const { rows } = await report(...more);
    expect(rows.map(({ task, maxId }) => [task, maxId])).toEqual([
      ['fill-mask', greatest],
      ['text-classification', firstOf('text-classification')[0]],
    ]);
    const { summary } = await report('--by', 'modality', ...more);
    const all = names.map(({ id }) => id).sort();
    const others = all.filter((id) => id !== greatest);
    expect(summary?.[0]?.leaders).toEqual([greatest, others[0], others[1]]);
  });

  it('are named so at the end of each year', async () => {
    const { rows } = await report('--every', 'year');
    const first = firstOf('text-classification')[0];
    expect(new Set(rows.map(({ task, maxId }) => `${task}: ${maxId}`))).toEqual(
      new Set([`fill-mask: ${greatest}`, `text-classification: ${first}`]),
    );
  });
});
