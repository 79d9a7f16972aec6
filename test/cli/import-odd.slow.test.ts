import { existsSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeSimulatedDump } from '../../src/commands/simulate/generate.ts';
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
  writeRows,
} from './odd-dumps.ts';
import { runHfreuse, serveHub, startHfreuse, waitForEnd } from './run-hfreuse.ts';

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
      await writeRows(`${name}.parquet`, models(of)),
      '--datasets',
      await datasets,
    );
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('models: 3 rows; 1 private repo left out');
    expect(run.stderr).not.toContain('cannot be read');
    expect(await readTotals('s.duckdb')).toEqual(right);
    const slice = ['--created-before', '2023-08-01'];
    expect(await readTotals('s.duckdb', ...slice)).toEqual({ ...right, 'derivatives-per-model': 1 });
  });

  it('has models without a task where the column is empty', async () => {
    const path = await writeRows('no-task.parquet', models({ pipeline_tag: 'NULL::INTEGER' }));
    expect((await importInto('s.duckdb', '--models', path, '--datasets', await datasets)).code).toBe(0);
    expect(await readJson('status', 's.duckdb')).toMatchObject({ models: 3, private: 1, unknownTasks: [] });
    expect(await readTotals('s.duckdb')).toEqual({ 'models-per-dataset': 2 });
  });

  it("keeps a file's own column below a folder of its name, and reads Hive's layout", async () => {
    mkdirSync(file('pipeline_tag=all'));
    mkdirSync(file('pipeline_tag=fill-mask'));
    const { pipeline_tag: _, ...without } = { pipeline_tag: '' };
    const own = await writeRows('pipeline_tag=all/models.parquet', models(without));
    const bare = models().replace(`'fill-mask' AS "pipeline_tag", `, '');
    for (const path of [own, await writeRows('pipeline_tag=fill-mask/models.parquet', bare)]) {
      expect((await importInto('s.duckdb', '--models', path, '--datasets', await datasets)).code).toBe(0);
      expect(await readTotals('s.duckdb')).toEqual(right);
    }
  });

  it('states which values cannot be read, and refuses tags of which none can', async () => {
    const odd = await writeRows(
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
    expect((await readJson('report', 's.duckdb')).warnings).toEqual(
      expect.arrayContaining([
        'Dump: 2 of 3 values of createdAt of the models could not be read and are counted as absent.',
        'Dump: 2 of 4 values of likes of the models could not be read and are counted as absent.',
      ]),
    );
    const refused = await importInto(
      's.duckdb',
      '--models',
      await writeRows('bars.parquet', models({ tags: `'dataset:o/d|x'` })),
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
    const path = await writeRows(
      'dated.parquet',
      models({ lastModified: `TIMESTAMP '2024-05-06 07:08:09'` }),
    );
    const first = await importInto('d.duckdb', '--models', path);
    expect(first.stderr).toMatch(
      /^dated \d{4}-\d\d-\d\d, the day of this import; its newest repo or change is from 2024-05-06T07:08:09\.000Z: --restart --date 2024-05-06 dates it so$/m,
    );
    const run = await importInto('d.duckdb', '--models', path, '--date', '2024-05-07');
    expect(run.code).toBe(0);
    expect(run.stderr).not.toMatch(/dated/);
    const day = '2024-05-07T00:00:00.000Z';
    expect(await readJson('status', 'd.duckdb')).toMatchObject({ startedAt: day, finishedAt: day });
    expect((await readJson('report', 'd.duckdb')).snapshot).toMatchObject({
      startedAt: day,
      finishedAt: day,
    });
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
    for (const path of await findModelFiles(file('export')))
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
      const crawl = crawlOf(hub.url, 'both.duckdb');
      const importing = startHfreuse(['import', '--snapshot', file('both.duckdb'), '--models', dump.models]);
      const ended = waitForEnd(importing);
      // The log appears with the first rows: from then on the import holds its file.
      while (!existsSync(file('both.duckdb.part.wal')))
        await new Promise((resolve) => setTimeout(resolve, 5));
      const refused = await runHfreuse(crawl);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(`both.duckdb is held by another program: process ${importing.pid}`);
      expect((await ended).code).toBe(0);
      expect(await readJson('status', 'both.duckdb')).toMatchObject({ models: 60_000, source: 'dump' });
      expect((await runHfreuse(crawl)).code).toBe(2);
    } finally {
      await hub.stop();
    }
  });
});
