import type { DuckDBConnection } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import type { ReportRow } from '../../src/documents/report/report-row.ts';
import { currentSnapshotSql, study2025SnapshotSql } from './hand-made.ts';
import { type OracleOptions, oracleReport, oracleStatus } from './oracle.ts';
import { openEmptySnapshot } from './raw-rows.ts';
import { modalityOrder } from './sql-names.ts';

async function openSnapshot(sql: string): Promise<DuckDBConnection> {
  const connection = await openEmptySnapshot();
  await connection.run(sql);
  return connection;
}

const report = async (sql: string, options: Partial<OracleOptions> = {}): Promise<ReportRow[]> =>
  oracleReport(await openSnapshot(sql), { protocol: 'current', modalities: modalityOrder, ...options });

/** One line a row: question measure modality/task n_all n total max. */
const shortForm = (rows: readonly ReportRow[]): string[] =>
  rows.map((row) =>
    [row.question, row.measure, `${row.modality}/${row.task}`, row.nAll, row.n, row.total, row.max].join(' '),
  );

const shares = (values: readonly number[], total: number): number =>
  -values.reduce((sum, value) => sum + (value / total) * Math.log(value / total), 0);

it('has the rows of a report in their order', async () => {
  expect(shortForm(await report(currentSnapshotSql))).toEqual([
    'RQ1 datasets-per-model nlp/fill-mask 5 4 13 6',
    'RQ1 datasets-per-model nlp/conversational 1 0 0 ',
    'RQ1 datasets-per-model nlp/text-generation 5 0 0 ',
    // d1: m1, m4; d2: m2, m6.
    'RQ2 models-per-dataset nlp/text-classification 2 2 4 2',
    // d2: m2, m6; d3: m2; d4: none; d5, d6: m3; d7: none; d8: m3.
    'RQ2 models-per-dataset nlp/fill-mask 7 7 6 2',
    // t1: t2, t3, t7; t2: t6.
    'RQ3 derivatives-per-model nlp/text-generation 5 5 4 3',
    'RQ3 derivatives-per-model nlp/conversational 1 1 0 0',
    'RQ3 derivatives-per-model nlp/fill-mask 5 5 0 0',
    // t2 1, t3 1, t4 3, t5 1.
    'RQ3 bases-per-model nlp/text-generation 5 4 6 3',
    'RQ3 bases-per-model nlp/conversational 1 1 1 1',
    'RQ3 bases-per-model nlp/fill-mask 5 0 0 ',
  ]);
});

it('gives every field of a row: values 0, 1, 3, 3, 6', async () => {
  const [row] = await report(currentSnapshotSql, { tasks: ['fill-mask'], modalities: ['nlp'] });
  const expected: Partial<ReportRow> = {
    question: 'RQ1',
    measure: 'datasets-per-model',
    modality: 'nlp',
    task: 'fill-mask',
    population: 'nonzero',
    n: 4,
    mean: 3.25,
    sd: Math.sqrt(4.25),
    median: 3,
    p90: 5.1,
    max: 6,
    nAll: 5,
    meanAll: 2.6,
    sdAll: Math.sqrt(5.3),
    nNonzero: 4,
    meanNonzero: 3.25,
    sdNonzero: Math.sqrt(4.25),
    zeroShare: 0.2,
    total: 13,
    gini: 28 / 65,
    giniNonzero: 15 / 52,
    hhi: 55 / 169,
    effectiveNumber: 169 / 55,
    entropy: shares([1, 3, 3, 6], 13),
    top1Share: 6 / 13,
    top10Share: 1,
    top1PctShare: 6 / 13,
    top10PctShare: 6 / 13,
  };
  expect(Object.keys(row ?? {})).toEqual(Object.keys(expected));
  for (const [field, value] of Object.entries(expected)) {
    const cell = Object.entries(row ?? {}).find(([key]) => key === field)?.[1];
    if (typeof value === 'number') expect([field, cell]).toEqual([field, expect.closeTo(value, 12)]);
    else expect([field, cell]).toEqual([field, value]);
  }
});

it('leaves undefined what is undefined: one member, value 0', async () => {
  const rows = await report(currentSnapshotSql, { tasks: ['conversational'] });
  const row = rows.find(({ measure }) => measure === 'derivatives-per-model');
  expect(row).toMatchObject({ n: 1, mean: 0, sd: null, median: 0, max: 0, zeroShare: 1, total: 0 });
  expect(row).toMatchObject({ gini: null, giniNonzero: null, hhi: null, entropy: null, top1Share: null });
  expect(row).toMatchObject({
    effectiveNumber: null,
    meanNonzero: null,
    sdNonzero: null,
    top10PctShare: null,
  });
  expect(rows[0]).toMatchObject({
    n: 0,
    mean: null,
    sd: null,
    median: null,
    p90: null,
    max: null,
    nAll: 1,
  });
  const single = rows.find(({ measure }) => measure === 'bases-per-model');
  expect(single).toMatchObject({
    gini: 0,
    giniNonzero: 0,
    hhi: 1,
    effectiveNumber: 1,
    top1Share: 1,
    sd: null,
  });
});

it.each([
  [['finetune'], 'derivatives 1, bases 2'],
  [['unspecified'], 'derivatives 2, bases 2'],
  [['merge', 'quantized'], 'derivatives 1, bases 1'],
  [['finetune', 'adapter', 'quantized', 'merge', 'unspecified'], 'derivatives 4, bases 6'],
])('counts edges of the relations %j only', async (relations, expected) => {
  const rows = await report(currentSnapshotSql, { relations, tasks: ['text-generation'] });
  const totals = rows.filter(({ question }) => question === 'RQ3').map(({ total }) => total);
  expect(`derivatives ${totals[0]}, bases ${totals[1]}`).toBe(expected);
});

it('reports what the references turned out to be', async () => {
  expect(await oracleStatus(await openSnapshot(currentSnapshotSql))).toEqual({
    references: {
      datasets: {
        declared: 18,
        // m1 stanfordnlp/imdb; m2 org/twin; m3 org/free, org/same.
        listed: 4,
        // m1 imdb; m4 old-a, old-b; m6 was-here.
        renamed: 4,
        placeholder: 2,
        malformed: 1,
        // m4 loop-1, loop-2, out-old.
        outside: 3,
        missing: 1,
        // m4 ghost, busy, new/out.
        unresolved: 3,
      },
      baseModels: {
        declared: 13,
        // base/one of t2, t3, t7; child/d of t5; child/a of t6.
        listed: 5,
        renamed: 2,
        malformed: 2,
        outside: 2,
        missing: 1,
        unresolved: 1,
        selfLoops: 2,
      },
    },
    unknownTasks: [
      { task: 'None', models: 0, datasets: 1 },
      { task: 'weird-task', models: 1, datasets: 1 },
    ],
  });
});

it('follows the study to the letter', async () => {
  const rows = await report(study2025SnapshotSql, { protocol: 'study-2025' });
  expect(shortForm(rows)).toEqual([
    'RQ1 datasets-per-model nlp/zero-shot-classification 1 1 3 3',
    // s1 3, s2 0, s3 3, s4 0, s5 1.
    'RQ1 datasets-per-model nlp/text-classification 5 3 7 3',
    'RQ1 datasets-per-model cv/image-to-text 1 0 0 ',
    'RQ2 models-per-dataset nlp/text-classification 3 3 3 2',
    'RQ2 models-per-dataset nlp/zero-shot-classification 1 1 1 1',
    // Org/Twin is used by s5, which is not a fill-mask model.
    'RQ2 models-per-dataset nlp/fill-mask 1 1 0 0',
    // s1 1, s2 0, s3 2, s4 0, s5 4.
    'RQ3 bases-per-model nlp/text-classification 5 3 7 4',
    'RQ3 bases-per-model nlp/zero-shot-classification 1 1 1 1',
    'RQ3 bases-per-model cv/image-to-text 1 0 0 ',
  ]);
  expect(rows.map(({ population }) => population)).toEqual([
    ...['nonzero', 'nonzero', 'nonzero', 'all', 'all', 'all', 'nonzero', 'nonzero', 'nonzero'],
  ]);
});
