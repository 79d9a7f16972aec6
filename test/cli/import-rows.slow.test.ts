import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  crawlOf,
  datasets,
  file,
  findModelFiles,
  importInto,
  models,
  readJson,
  readTotals,
  right,
  runStatements,
  writeRows,
} from './odd-dumps.ts';
import { runHfreuse, serveHub } from './run-hfreuse.ts';

describe('a slice by creation dates', () => {
  const warnings = async (name: string, ...args: string[]): Promise<string[]> =>
    (await readJson('report', name, '--created-before', '2023-08-01', ...args)).warnings;

  it('counts the repos without a date, and has no RQ2 row where no model has one', async () => {
    const some = await writeRows('some.parquet', models({ createdAt: `['2023-01-01', '', NULL, ''][i]` }));
    expect((await importInto('u.duckdb', '--models', some, '--datasets', await datasets)).code).toBe(0);
    expect(await warnings('u.duckdb')).toContain(
      'Undated: 2 of 3 models and 0 of 1 dataset have no creation date, so the slice leaves them out.',
    );
    expect(await readTotals('u.duckdb', '--created-before', '2023-08-01')).toEqual({
      ...right,
      'datasets-per-model': 1,
      'models-per-dataset': 1,
      'derivatives-per-model': 0,
    });
    expect((await readJson('report', 'u.duckdb')).warnings.join()).not.toContain('Undated');
    const none = await writeRows('none.parquet', models({ createdAt: `NULL::INTEGER` }));
    expect((await importInto('u.duckdb', '--models', none, '--datasets', await datasets)).code).toBe(0);
    for (const args of [
      [],
      ['--protocol', 'study-2025'],
      ['--grid'],
      ['--question', '2', '--grid'],
      ['--by', 'modality'],
    ]) {
      expect(await readTotals('u.duckdb', '--created-before', '2023-08-01', ...args)).toEqual({});
      expect(await warnings('u.duckdb', ...args)).toContain(
        'No row: no model has a creation date, so the uses of datasets in the slice are unknown, not 0 (RQ2).',
      );
    }
    expect(await readTotals('u.duckdb')).toEqual(right);
  });

  it('has RQ2 rows of zeros where models have dates, and use nothing', async () => {
    const idle = await writeRows('idle.parquet', models({ tags: `['x']` }));
    expect((await importInto('u.duckdb', '--models', idle, '--datasets', await datasets)).code).toBe(0);
    expect(await readTotals('u.duckdb', '--created-before', '2023-08-01')).toMatchObject({
      'models-per-dataset': 0,
    });
  });
});

describe('rows of a dump', () => {
  it('are rejected each, as import and status say alike', async () => {
    const path = await writeRows(
      'rejected.parquet',
      `${models()} UNION ALL BY NAME SELECT 'o/x' AS id FROM range(5) UNION ALL BY NAME SELECT 'y' AS _id FROM range(2)`,
    );
    const run = await importInto('r.duckdb', '--models', path);
    expect(run.stderr).toContain('7 rows without _id or id kept aside');
    expect(await readJson('status', 'r.duckdb')).toMatchObject({ rejected: 7, private: 1 });
  });

  it.each([
    ['no lastModified', 'NULL::TIMESTAMP'],
    ['the same lastModified', `TIMESTAMP '2024-01-01'`],
  ])('of one _id and %s: the one listed last counts', async (_, modified) => {
    const row = (id: string, task: string) =>
      `SELECT 'm' AS _id, '${id}' AS id, ['x'] AS tags, '${task}' AS pipeline_tag, ${modified} AS "lastModified"`;
    const filler = `SELECT 'f' || i, 'f/' || i, ['y'], 'fill-mask', ${modified} FROM range(130000) t(i)`;
    const first = await writeRows(
      'first.parquet',
      `${row('o/one', 'translation')} UNION ALL ${filler} UNION ALL ${row('o/two', 'summarization')}`,
    );
    const second = await writeRows('second.parquet', row('o/three', 'text-generation'));
    const tasks = async (...paths: string[]) => {
      expect((await importInto('same.duckdb', '--models', ...paths)).code).toBe(0);
      const { rows } = await readJson('report', 'same.duckdb', '--question', '1');
      return (rows as { task: string; nAll: number }[]).map(({ task, nAll }) => `${task} ${nAll}`).sort();
    };
    expect(await tasks(first)).toEqual(['fill-mask 130000', 'summarization 1']);
    expect(await tasks(first, second)).toEqual(['fill-mask 130000', 'text-generation 1']);
    expect(await tasks(second, first)).toEqual(['fill-mask 130000', 'summarization 1']);
  });
});

describe('counts beyond 32 bits', () => {
  const large = 3_400_446_695;

  it('survive import, snapshot, export, a crawl, and what is shown', async () => {
    const path = await writeRows(
      'large.parquet',
      models({ downloads: `${large}::BIGINT`, likes: `'${large}'`, lastModified: `DATE '2024-01-01'` }),
    );
    expect((await importInto('large.duckdb', '--models', path, '--datasets', await datasets)).code).toBe(0);
    mkdirSync(file('recorded'));
    await runStatements(
      `COPY (SELECT * REPLACE (likes::BIGINT AS likes) FROM '${path}' WHERE NOT private) TO '${file('recorded/models.ndjson')}' (FORMAT json)`,
    );
    const hub = await serveHub(['--replay', file('recorded')]);
    try {
      const crawl = crawlOf(hub.url, 'crawled.duckdb');
      expect((await runHfreuse(crawl)).code).toBe(0);
    } finally {
      await hub.stop();
    }
    for (const name of ['large', 'crawled']) {
      const to = file(`export-${name}`);
      expect(
        (
          await runHfreuse([
            'export',
            '--snapshot',
            file(`${name}.duckdb`),
            '--format',
            'parquet',
            '--to',
            to,
          ])
        ).code,
      ).toBe(0);
      const [models = ''] = await findModelFiles(to);
      const rows = await runStatements(
        `SELECT downloads::VARCHAR AS d, likes::VARCHAR AS l FROM '${models}'`,
      );
      expect(rows).toEqual(Array(3).fill({ d: String(large), l: String(large) }));
      expect(await readJson('status', `${name}.duckdb`)).toMatchObject({ models: 3 });
    }
  });
});
