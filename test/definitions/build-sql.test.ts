import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSql, rowTasks, type SqlChoice } from '../../src/definitions/sql/build-sql.ts';
import { dialects } from '../../src/definitions/sql/dialects.ts';
import { snapshotsSql } from '../../src/definitions/sql/snapshots-sql.ts';
import { study2025Tasks } from '../../src/definitions/tasks.ts';

let folder: string;
let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;

/** A lake of one whole date, by hand, and of a later one that was never finished. */
const tables = {
  models: `SELECT * FROM (VALUES
    ('m1', 'Ann/a', 'fill-mask', 10, ['fill-mask'], 3, 1),
    ('m2', 'ANN/b', 'fill-mask', 20, ['fill-mask', 'translation'], 0, NULL),
    ('m3', 'Bob/c', 'fill-mask', 30, ['translation'], 0, 2),
    ('m4', 'd', 'fill-mask', 0, ['fill-mask'], 1, 0),
    ('m5', 'Zed/e', 'image-classification', 5, NULL, NULL, NULL),
    ('m6', 'cy/f', NULL, 7, NULL, NULL, NULL))
    t(hub_id, id, pipeline_tag, downloads, study_tasks, study_datasets, study_bases)`,
  datasets: `SELECT * FROM (VALUES
    ('d1', 'ann/x', 3, ['fill-mask', 'image-classification']), ('d2', 'y', 4, ['fill-mask']), ('d3', 'bob/z', 5, NULL))
    t(hub_id, id, downloads, task_categories)`,
  // m1 uses two datasets and a ghost, m2 and m3 one each, m3 also a malformed name, m4 only as the study reads it.
  model_datasets: `SELECT * FROM (VALUES
    ('m1', 'ann/x', 'd1', true, true, false), ('m1', 'y', 'd2', true, false, false), ('m1', 'g/h', NULL, true, true, false),
    ('m2', 'ann/x', 'd1', true, true, false), ('m3', 'ann/x', 'd1', true, false, false),
    ('m3', '../q', NULL, true, false, true), ('m4', 'ann/x', 'd1', false, true, false), ('m6', 'ann/x', 'd1', true, false, false))
    t(model, dataset, dataset_id, in_current, in_study, malformed)`,
  model_bases: `SELECT * FROM (VALUES
    ('m2', 'ann/a', 'm1'), ('m3', 'ann/a', 'm1'), ('m6', 'ann/a', 'm1'), ('m3', 'gh/ost', NULL), ('m4', NULL, NULL))
    t(model, base, base_id)`,
  provenance: `SELECT 'https://hub' AS endpoint, 'hub' AS source, 'current' AS protocol, '{}' AS scope, false AS cards,
    NULL::VARCHAR AS dump, 'tasks 1' AS tasks_package, TIMESTAMPTZ '2026-08-31 23:30:00.25Z' AS started_at,
    TIMESTAMPTZ '2026-09-01 01:00:00Z' AS finished_at, true AS complete, 6::BIGINT AS models, 3::BIGINT AS datasets`,
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hfreuse-it's-sql-"));
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET TimeZone = 'America/Lima'");
  for (const [table, rows] of Object.entries(tables))
    for (const date of table === 'provenance' ? ['2026-08-31'] : ['2026-08-31', '2026-09-30']) {
      const place = join(folder, table, `snapshot_date=${date}`);
      mkdirSync(place, { recursive: true });
      await connection.run(`COPY (${rows}) TO '${place.replaceAll("'", "''")}/part-0.parquet'`);
    }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const choice: SqlChoice = {
  ...{ protocol: 'current', dialect: 'duckdb', questions: ['RQ1', 'RQ2', 'RQ3'] },
  ...{ modalities: null, tasks: null, folder: 'out' },
};
const readAll = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
const rowsOf = (asked: Partial<SqlChoice>) => readAll(buildSql({ ...choice, folder, ...asked }));
/** Measure, task, n and mean of the headline population, n of all. */
const inShort = async (asked: Partial<SqlChoice>) =>
  (await rowsOf(asked)).map(({ measure, task, n, mean, n_all }) => [measure, task, n, mean, n_all]);

describe('the rows of a lake, by hand', () => {
  it('the four measures of a report, in its order: of the date that is whole, the greater means first', async () => {
    expect(await inShort({})).toEqual([
      ['datasets-per-model', 'fill-mask', 3, 2, 4],
      ['datasets-per-model', 'image-classification', 0, null, 1],
      ['models-per-dataset', 'fill-mask', 2, 2.5, 2],
      ['models-per-dataset', 'image-classification', 1, 4, 1],
      ['derivatives-per-model', 'fill-mask', 4, 0.75, 4],
      ['derivatives-per-model', 'image-classification', 1, 0, 1],
      ['bases-per-model', 'fill-mask', 2, 1.5, 4],
      ['bases-per-model', 'image-classification', 0, null, 1],
    ]);
    expect(await inShort({ questions: ['RQ3'], tasks: ['fill-mask'], date: '2026-08-31' })).toEqual([
      ['derivatives-per-model', 'fill-mask', 4, 0.75, 4],
      ['bases-per-model', 'fill-mask', 2, 1.5, 4],
    ]);
    expect(await inShort({ questions: ['RQ2'], modalities: ['cv'] })).toEqual([
      ['models-per-dataset', 'image-classification', 1, 4, 1],
    ]);
  });

  it('the measures that count owners and downloads', async () => {
    const names = [
      'owners-per-dataset',
      'uses-per-owner',
      'owners-per-model',
      'derivatives-per-owner',
    ] as const;
    const downloads = ['downloads-per-dataset', 'downloads-per-model'] as const;
    // x is ann's, used by ann, bob and cy; y by ann; the base a is ann's, used by ann, bob and cy.
    expect(await inShort({ measures: [...names, ...downloads], tasks: ['fill-mask'] })).toEqual([
      ['owners-per-dataset', 'fill-mask', 2, 1.5, 2],
      ['uses-per-owner', 'fill-mask', 2, 2.5, 2],
      ['downloads-per-dataset', 'fill-mask', 2, 3.5, 2],
      ['owners-per-model', 'fill-mask', 4, 0.5, 4],
      ['derivatives-per-owner', 'fill-mask', 3, 1, 3],
      ['downloads-per-model', 'fill-mask', 4, 15, 4],
    ]);
  });

  it('the lists of the study of 2025', async () => {
    expect(await inShort({ protocol: 'study-2025' })).toEqual([
      ['datasets-per-model', 'fill-mask', 2, 2, 3],
      ['datasets-per-model', 'translation', 0, null, 2],
      ['models-per-dataset', 'fill-mask', 2, 1.5, 2],
      ['models-per-dataset', 'image-classification', 1, 0, 1],
      ['bases-per-model', 'translation', 1, 2, 2],
      ['bases-per-model', 'fill-mask', 1, 1, 3],
    ]);
  });

  it('every figure of one row: 0, 1, 2 and 3 datasets', async () => {
    const [row] = await rowsOf({ questions: ['RQ1'], tasks: ['fill-mask'] });
    const ln = Math.log;
    const entropy = ln(6) / 6 + ln(3) / 3 + ln(2) / 2;
    const figures = {
      ...{ n: 3, mean: 2, sd: 1, median: 2, p90: 2.8, max: 3 },
      ...{ n_all: 4, mean_all: 1.5, sd_all: Math.sqrt(5 / 3), n_nonzero: 3, mean_nonzero: 2, sd_nonzero: 1 },
      ...{ zero_share: 1 / 4, total: 6, gini: 20 / 48, gini_nonzero: 8 / 36, gini_corrected: 20 / 36 },
      ...{ hhi: 14 / 36, effective_number: 36 / 14, entropy, evenness: entropy / ln(3) },
      ...{ top1_share: 1 / 2, top10_share: 1, top1_pct_share: 1 / 2, top10_pct_share: 1 / 2 },
      members_for_half: 1,
    };
    for (const [name, figure] of Object.entries(figures))
      expect([name, row?.[name]]).toEqual([name, expect.closeTo(figure, 12)]);
    // x three times, y, the ghost; the malformed name is no dataset.
    expect(row).toMatchObject({
      snapshot_date: '2026-08-31',
      question: 'RQ1',
      modality: 'nlp',
      population: 'nonzero',
      distinct: 3,
    });
    expect(row?.effective_distinct).toBeCloseTo(Math.exp(ln(5) - (3 * ln(3)) / 5), 12);
    const [other] = await rowsOf({ questions: ['RQ2'], tasks: ['fill-mask'] });
    expect(other).toMatchObject({ distinct: null, effective_distinct: null, population: 'all', max: 4 });
    const [empty] = await rowsOf({ questions: ['RQ1'], tasks: ['image-classification'] });
    expect(empty).toMatchObject({
      n: 0,
      sd: null,
      median: null,
      max: null,
      total: 0,
      zero_share: 1,
      distinct: 0,
    });
    for (const name of [
      'gini',
      'hhi',
      'entropy',
      'evenness',
      'top1_share',
      'members_for_half',
      'effective_distinct',
    ])
      expect([name, empty?.[name]]).toEqual([name, null]);
  });

  it('where a date comes from, its moments in UTC', async () => {
    expect(await readAll(snapshotsSql(folder, '2026-08-31'))).toEqual([
      {
        ...{ date: '2026-08-31', endpoint: 'https://hub', source: 'hub', protocol: 'current', scope: '{}' },
        ...{ cards: false, dump: null, tasks_package: 'tasks 1', complete: true, models: 6, datasets: 3 },
        ...{ started_at: '2026-08-31T23:30:00.250Z', finished_at: '2026-09-01T01:00:00.000Z' },
      },
    ]);
  });
});

it('the query begins with its definitions, each in one line of comment', () => {
  const commentOf = (asked: Partial<SqlChoice>) => {
    const lines = buildSql({ ...choice, ...asked }).split('\n');
    return lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith('-- ')),
    );
  };
  expect(commentOf({ questions: ['RQ2'], folder: 'a\r\n\nfolder' })).toEqual([
    '-- protocol current, standard deviation with n - 1, quantiles of type 7',
    '-- every figure of a report but the rarefied ones, which are sums over draws',
    expect.stringMatching(
      /^-- RQ2: models-per-dataset: Per dataset with the task among its task_categories: /,
    ),
    '-- reads the folder a folder of hfreuse export --format parquet as it is',
  ]);
  expect(commentOf({ protocol: 'study-2025' }).map((line) => line.slice(3, 6))).toEqual([
    ...['pro', 'eve', 'RQ1', 'RQ2', 'RQ3', 'rea'],
  ]);
  expect(buildSql(choice)).toMatch(/\nWITH wanted AS \([\s\S]*task\n$/);
});

it('the tasks that have rows, with the modality that the protocol gives them', () => {
  expect(rowTasks('current', null, ['fill-mask', 'image-to-3d', 'no-task'])).toEqual([
    { task: 'fill-mask', modality: 'nlp' },
    { task: 'image-to-3d', modality: 'cv' },
  ]);
  expect(rowTasks('current', ['cv'], ['fill-mask'])).toEqual([]);
  expect(rowTasks('study-2025', ['cv'], null).map(({ task }) => task)).toEqual(
    study2025Tasks.flatMap(({ task, modality }) => (modality === 'cv' ? [task] : [])).sort(),
  );
});

it.each(['duckdb', 'spark', 'trino', 'clickhouse'] as const)(
  'a column that is a word of SQL is quoted in %s, the others are not',
  (dialect) => {
    const names = [...buildSql({ ...choice, dialect }).matchAll(/^ {2}.* AS (\S+?),?$/gm)].map(
      ([, name]) => name,
    );
    expect(names).toContain(dialects[dialect].name('distinct'));
    expect(names).toContain('effective_distinct');
    expect(names).not.toContain('distinct');
  },
);
