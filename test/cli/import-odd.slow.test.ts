import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
import { finished, type Run, runHfreuse, serveHub, startHfreuse } from './run-hfreuse.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-odd-'));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function duckdb<Row = Record<string, unknown>>(...statements: string[]): Promise<Row[]> {
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

const parquet = async (name: string, select: string): Promise<string> => {
  await duckdb(`SET TimeZone = 'UTC'`, `COPY (${select}) TO '${file(name)}' (FORMAT parquet)`);
  return file(name);
};

const importInto = (name: string, ...args: string[]): Promise<Run> =>
  runHfreuse(['import', '--restart', '--snapshot', file(name), ...args], {}, folder);

async function json(command: string, name: string, ...args: string[]) {
  const run = await runHfreuse([command, '--snapshot', file(name), '--format', 'json', ...args]);
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout);
}

/** The files of the table of models in an export, wherever they lie in it. */
async function exportedModels(to: string): Promise<string[]> {
  const found = await duckdb<{ file: string }>(`SELECT file FROM glob('${to}/**/*.parquet')`);
  const paths = found.map((row) => row.file).filter((path) => /\/models(\.parquet$|\/)/.test(path));
  expect(paths).toHaveLength(1);
  return paths;
}

/** Totals of RQ1, RQ2 and of the derivatives, by the task. */
async function totals(name: string, ...args: string[]): Promise<Record<string, number>> {
  const { rows } = await json('report', name, '--modality', 'all', ...args);
  const shown = (rows as { measure: string; total: number }[]).filter(
    ({ measure }) => measure !== 'bases-per-model',
  );
  return Object.fromEntries(shown.map(({ measure, total }) => [measure, total]));
}

/** Four models, one of them private; two of them use one dataset, two are derived. `of` replaces columns. */
const models = (of: Partial<Record<string, string>> = {}): string => {
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
const right = { 'datasets-per-model': 2, 'models-per-dataset': 2, 'derivatives-per-model': 2 };
const datasets = parquet(
  'datasets.parquet',
  `SELECT 'd' AS _id, 'o/d' AS id, ['task_categories:fill-mask'] AS tags, DATE '2022-01-01' AS "createdAt"`,
);

describe('a dump of columns that other programs write otherwise', () => {
  it.each([
    [
      'tags-python',
      {
        tags: `'[''' || list_aggregate([['dataset:o/d', 'base_model:o/m2'], ['dataset:O/D'], ['base_model:o/m1'], ['x']][i], 'string_agg', ''', ''') || ''']'`,
      },
    ],
    ['tags-commas', { tags: `['dataset:o/d, base_model:o/m2', 'dataset:O/D', 'base_model:o/m1', 'x'][i]` }],
    ['seconds', { createdAt: `epoch(TIMESTAMP '2023-01-01' + to_days(100 * i::INTEGER))::BIGINT` }],
    ['milliseconds', { createdAt: `epoch_ms(TIMESTAMP '2023-01-01' + to_days(100 * i::INTEGER))` }],
    [
      'mail',
      {
        createdAt: `strftime(TIMESTAMP '2023-01-01' + to_days(100 * i::INTEGER), '%a, %d %b %Y %H:%M:%S GMT')`,
      },
    ],
    ['words', { private: `['False', 'false', '0', 'True'][i]` }],
    ['numbers', { private: `(i = 4)::INTEGER` }],
  ])('gives the same figures, dated slices too: %s', async (name, of) => {
    const run = await importInto(
      's.duckdb',
      '--models',
      await parquet(`${name}.parquet`, models(of)),
      '--datasets',
      await datasets,
    );
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('models: 3 rows; 1 private repo left out');
    expect(run.stderr).not.toContain('cannot be read');
    expect(await totals('s.duckdb')).toEqual(right);
    const slice = ['--created-before', '2023-08-01'];
    expect(await totals('s.duckdb', ...slice)).toEqual({ ...right, 'derivatives-per-model': 1 });
  });

  it('has models without a task where the column is empty', async () => {
    const path = await parquet('no-task.parquet', models({ pipeline_tag: 'NULL::INTEGER' }));
    expect((await importInto('s.duckdb', '--models', path, '--datasets', await datasets)).code).toBe(0);
    expect(await json('status', 's.duckdb')).toMatchObject({ models: 3, private: 1, unknownTasks: [] });
    expect(await totals('s.duckdb')).toEqual({ 'models-per-dataset': 2 });
  });

  it("keeps a file's own column below a folder of its name, and reads Hive's layout", async () => {
    mkdirSync(file('pipeline_tag=all'));
    mkdirSync(file('pipeline_tag=fill-mask'));
    const { pipeline_tag: _, ...without } = { pipeline_tag: '' };
    const own = await parquet('pipeline_tag=all/models.parquet', models(without));
    const bare = models().replace(`'fill-mask' AS "pipeline_tag", `, '');
    for (const path of [own, await parquet('pipeline_tag=fill-mask/models.parquet', bare)]) {
      expect((await importInto('s.duckdb', '--models', path, '--datasets', await datasets)).code).toBe(0);
      expect(await totals('s.duckdb')).toEqual(right);
    }
  });

  it('states which values cannot be read, and refuses tags of which none can', async () => {
    const odd = await parquet(
      'odd.parquet',
      models({ createdAt: `['2023-01-01', 'soon', 'later', ''][i]`, likes: 'i - 3' }),
    );
    const run = await importInto('s.duckdb', '--models', odd);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      /models: 2 of 3 values of createdAt cannot be read and are counted as absent, such as "(soon|later)"/,
    );
    expect(run.stderr).toMatch(
      /models: 2 of 4 values of likes cannot be read and are counted as absent, such as "-[12]"/,
    );
    expect((await json('report', 's.duckdb')).warnings).toEqual(
      expect.arrayContaining([
        'Dump: 2 of 3 values of createdAt of the models could not be read and are counted as absent.',
        'Dump: 2 of 4 values of likes of the models could not be read and are counted as absent.',
      ]),
    );
    const refused = await importInto(
      's.duckdb',
      '--models',
      await parquet('bars.parquet', models({ tags: `'dataset:o/d|x'` })),
    );
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /bars\.parquet has a column tags of type VARCHAR that cannot be read.*"dataset:o\/d\|x"/,
    );
    expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('what an imported snapshot is of', () => {
  it('is the day of --date, everywhere; without it the newest change is offered', async () => {
    const path = await parquet('dated.parquet', models({ lastModified: `TIMESTAMP '2024-05-06 07:08:09'` }));
    const first = await importInto('d.duckdb', '--models', path);
    expect(first.stderr).toMatch(
      /^dated \d{4}-\d\d-\d\d, the day of this import; its newest repo or change is from 2024-05-06T07:08:09\.000Z: --restart --date 2024-05-06 dates it so$/m,
    );
    const run = await importInto('d.duckdb', '--models', path, '--date', '2024-05-07');
    expect(run.code).toBe(0);
    expect(run.stderr).not.toMatch(/dated/);
    const day = '2024-05-07T00:00:00.000Z';
    expect(await json('status', 'd.duckdb')).toMatchObject({ startedAt: day, finishedAt: day });
    expect((await json('report', 'd.duckdb')).snapshot).toMatchObject({ startedAt: day, finishedAt: day });
    expect((await runHfreuse(['report', '--snapshot', file('d.duckdb')])).stdout).toMatch(
      /Dated:? +2024-05-07T00:00:00\.000Z$/m,
    );
    const exported = await runHfreuse([
      'export',
      '--snapshot',
      file('d.duckdb'),
      '--format',
      'parquet',
      '--to',
      file('export'),
    ]);
    expect(exported.code).toBe(0);
    for (const path of await exportedModels(file('export')))
      expect(path).toContain('/snapshot_date=2024-05-07/');
  });

  it('is questioned where the dump is newer than its date, and refused where that has not come', async () => {
    const newer = await importInto('d.duckdb', '--models', file('dated.parquet'), '--date', '2024-05-05');
    expect(newer.code).toBe(0);
    expect(newer.stderr).toContain(
      'dated 2024-05-05, but the dump holds a repo or change from 2024-05-06T07:08:09.000Z',
    );
    for (const [date, says] of [
      ['9000-01-01', 'is in the future'],
      ['2024-02-30', 'takes a date'],
      ['today', 'takes a date'],
    ]) {
      const run = await importInto('d.duckdb', '--models', file('dated.parquet'), '--date', String(date));
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain(String(says));
    }
  });
});

describe('a slice by creation dates', () => {
  const warnings = async (name: string, ...args: string[]): Promise<string[]> =>
    (await json('report', name, '--created-before', '2023-08-01', ...args)).warnings;

  it('counts the repos without a date, and has no RQ2 row where no model has one', async () => {
    const some = await parquet('some.parquet', models({ createdAt: `['2023-01-01', '', NULL, ''][i]` }));
    expect((await importInto('u.duckdb', '--models', some, '--datasets', await datasets)).code).toBe(0);
    expect(await warnings('u.duckdb')).toContain(
      'Undated: 2 of 3 models and 0 of 1 dataset have no creation date, so the slice leaves them out.',
    );
    expect(await totals('u.duckdb', '--created-before', '2023-08-01')).toEqual({
      ...right,
      'datasets-per-model': 1,
      'models-per-dataset': 1,
      'derivatives-per-model': 0,
    });
    expect((await json('report', 'u.duckdb')).warnings.join()).not.toContain('Undated');
    const none = await parquet('none.parquet', models({ createdAt: `NULL::INTEGER` }));
    expect((await importInto('u.duckdb', '--models', none, '--datasets', await datasets)).code).toBe(0);
    for (const args of [
      [],
      ['--protocol', 'study-2025'],
      ['--grid'],
      ['--question', '2', '--grid'],
      ['--by', 'modality'],
    ]) {
      expect(await totals('u.duckdb', '--created-before', '2023-08-01', ...args)).toEqual({});
      expect(await warnings('u.duckdb', ...args)).toContain(
        'No row: no model has a creation date, so the uses of datasets in the slice are unknown, not 0 (RQ2).',
      );
    }
    expect(await totals('u.duckdb')).toEqual(right);
  });

  it('has RQ2 rows of zeros where models have dates, and use nothing', async () => {
    const idle = await parquet('idle.parquet', models({ tags: `['x']` }));
    expect((await importInto('u.duckdb', '--models', idle, '--datasets', await datasets)).code).toBe(0);
    expect(await totals('u.duckdb', '--created-before', '2023-08-01')).toMatchObject({
      'models-per-dataset': 0,
    });
  });
});

describe('rows of a dump', () => {
  it('are rejected each, as import and status say alike', async () => {
    const path = await parquet(
      'rejected.parquet',
      `${models()} UNION ALL BY NAME SELECT 'o/x' AS id FROM range(5) UNION ALL BY NAME SELECT 'y' AS _id FROM range(2)`,
    );
    const run = await importInto('r.duckdb', '--models', path);
    expect(run.stderr).toContain('7 rows without _id or id kept aside');
    expect(await json('status', 'r.duckdb')).toMatchObject({ rejected: 7, private: 1 });
  });

  it.each([
    ['no lastModified', 'NULL::TIMESTAMP'],
    ['the same lastModified', `TIMESTAMP '2024-01-01'`],
  ])('of one _id and %s: the one listed last counts', async (_, modified) => {
    const row = (id: string, task: string) =>
      `SELECT 'm' AS _id, '${id}' AS id, ['x'] AS tags, '${task}' AS pipeline_tag, ${modified} AS "lastModified"`;
    const filler = `SELECT 'f' || i, 'f/' || i, ['y'], 'fill-mask', ${modified} FROM range(130000) t(i)`;
    const first = await parquet(
      'first.parquet',
      `${row('o/one', 'translation')} UNION ALL ${filler} UNION ALL ${row('o/two', 'summarization')}`,
    );
    const second = await parquet('second.parquet', row('o/three', 'text-generation'));
    const tasks = async (...paths: string[]) => {
      expect((await importInto('same.duckdb', '--models', ...paths)).code).toBe(0);
      const { rows } = await json('report', 'same.duckdb', '--question', '1');
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
    const path = await parquet(
      'large.parquet',
      models({ downloads: `${large}::BIGINT`, likes: `'${large}'`, lastModified: `DATE '2024-01-01'` }),
    );
    expect((await importInto('large.duckdb', '--models', path, '--datasets', await datasets)).code).toBe(0);
    mkdirSync(file('recorded'));
    await duckdb(
      `COPY (SELECT * REPLACE (likes::BIGINT AS likes) FROM '${path}' WHERE NOT private) TO '${file('recorded/models.ndjson')}' (FORMAT json)`,
    );
    const hub = await serveHub(['--replay', file('recorded')]);
    try {
      const crawl = [
        'collect',
        '--all',
        '--resolve',
        'none',
        '--endpoint',
        hub.url,
        '--snapshot',
        file('crawled.duckdb'),
      ];
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
      const [models = ''] = await exportedModels(to);
      const rows = await duckdb(`SELECT downloads::VARCHAR AS d, likes::VARCHAR AS l FROM '${models}'`);
      expect(rows).toEqual(Array(3).fill({ d: String(large), l: String(large) }));
      expect(await json('status', `${name}.duckdb`)).toMatchObject({ models: 3 });
    }
  });
});

describe('import and collect of one snapshot at once', () => {
  it('do not take each other away what they wrote', async () => {
    const dump = await writeSimulatedDump(file('big'), {
      models: 60_000,
      datasets: 9000,
      seed: 4,
      cards: true,
    });
    const hub = await serveHub(['--models', '300', '--datasets', '90']);
    try {
      const crawl = [
        'collect',
        '--all',
        '--resolve',
        'none',
        '--endpoint',
        hub.url,
        '--snapshot',
        file('both.duckdb'),
      ];
      const importing = startHfreuse(['import', '--snapshot', file('both.duckdb'), '--models', dump.models]);
      const ended = finished(importing);
      // The log appears with the first rows: from then on the import holds its file.
      while (!existsSync(file('both.duckdb.part.wal')))
        await new Promise((resolve) => setTimeout(resolve, 5));
      const refused = await runHfreuse(crawl);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(`both.duckdb is held by another program: process ${importing.pid}`);
      expect((await ended).code).toBe(0);
      expect(await json('status', 'both.duckdb')).toMatchObject({ models: 60_000, source: 'dump' });
      expect((await runHfreuse(crawl)).code).toBe(2);
    } finally {
      await hub.stop();
    }
  });
});
