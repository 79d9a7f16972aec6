import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulate } from '../../src/commands/simulate.ts';
import { openSnapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../src/snapshot/file/query.ts';
import { runHfreuse } from '../support/run.ts';

// The most downloads that a repo of the Hub had: beyond 32 bits, signed or not. All else is made up.
const downloads = 3_400_446_695;
const likes = 5_000_000_001;

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-large-'));
const at = (name: string): string => join(folder, name);
const collected = at('collected.duckdb');

const items = {
  models: [
    { id: 'big/model', tags: ['dataset:big/data'], pipeline_tag: 'fill-mask', downloads, likes },
    {
      id: 'small/model',
      tags: ['base_model:big/model', 'base_model:finetune:big/model', 'dataset:big/data'],
      pipeline_tag: 'fill-mask',
      downloads: 5,
      likes: 1,
    },
  ],
  datasets: [
    { id: 'big/data', tags: ['task_categories:fill-mask'], downloads, likes },
    { id: 'big/other', tags: ['task_categories:fill-mask'], downloads, likes },
  ],
};
const moment = { createdAt: '2022-03-02T23:29:04.000Z', lastModified: '2024-05-05T05:05:05.000Z' };

async function print(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runHfreuse(args);
  expect(`${code} ${code === 0 ? '' : stderr}`).toBe('0 ');
  return stdout;
}
const json = async (...args: string[]) => JSON.parse(await print(...args, '--format', 'json'));
const sql = (path: string): string => `'${path.replaceAll("'", "''")}'`;

beforeAll(async () => {
  for (const [kind, repos] of Object.entries(items)) {
    const lines = repos.map((item) => JSON.stringify({ ...item, ...moment, private: false }));
    writeFileSync(at(`${kind}.ndjson`), `${lines.join('\n')}\n`);
  }
  const server = await simulate({ serve: true, replay: folder });
  if (server === null) throw new Error('not served');
  try {
    const to = ['--endpoint', server.url, '--snapshot', collected];
    await print('collect', '--all', ...to, '--keep-pages', at('crawl'));
  } finally {
    await server.close();
  }
  await print('export', '--snapshot', collected, '--format', 'parquet', '--to', at('exported'));
  await print('import', '--pages', at('crawl'), '--snapshot', at('pages.duckdb'));
  const snapshot = await openSnapshot(collected, { files: true });
  for (const kind of ['model', 'dataset']) {
    await snapshot.connection.run(
      `COPY (SELECT hub_id AS _id, id, created_at AS "createdAt", downloads, likes, tags${kind === 'model' ? ', pipeline_tag' : ''}
         FROM ${kind}_rows) TO ${sql(at(`${kind}s.parquet`))}`,
    );
  }
  snapshot.close();
  const files = ['--models', at('models.parquet'), '--datasets', at('datasets.parquet')];
  await print('import', ...files, '--snapshot', at('imported.duckdb'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['collected', 'imported', 'pages'])('a count beyond 32 bits, %s', (name) => {
  const file = at(`${name}.duckdb`);

  it('in report, stored, sliced and by modality', async () => {
    const measure = ['--measure', 'downloads-per-model,downloads-per-dataset'];
    for (const more of [[], ['--created-before', '2023-01-01'], ['--by', 'modality'], ['--every', 'year']]) {
      const { rows } = await json('report', file, ...measure, ...more);
      const [models, datasets] = ['RQ3', 'RQ2'].map((wanted) =>
        rows.findLast(({ question }: { question: string }) => question === wanted),
      );
      expect([models.max, models.total]).toEqual([downloads, downloads + 5]);
      expect([datasets.max, datasets.total, datasets.mean, datasets.sd]).toEqual([
        downloads,
        2 * downloads,
        downloads,
        0,
      ]);
    }
  });

  it('in top and lineage', async () => {
    for (const kind of ['models', 'datasets']) {
      const { rows } = await json('top', kind, '--snapshot', file, '--rank-by', 'downloads');
      expect(rows[0]).toMatchObject({ downloads, likes });
    }
    const owners = await json('top', 'owners', '--snapshot', file, '--rank-by', 'downloads');
    expect(owners.rows[0]).toMatchObject({ id: 'big', downloads: 3 * downloads, likes: 3 * likes });
    const users = await json('lineage', 'big/data', '--users', '--snapshot', file);
    expect(users.rows[0]).toMatchObject({ id: 'big/model', downloads });
    expect((await json('lineage', 'big/model', '--snapshot', file)).model).toMatchObject({ downloads });
    expect(
      await print('top', 'models', '--snapshot', file, '--rank-by', 'downloads', '--format', 'csv'),
    ).toContain(`,${downloads},`);
  });

  it.each(['graphml', 'gexf', 'csv', 'jsongraph', 'dot'])('in export --format %s', async (format) => {
    const to = at(`${name}-${format}`);
    await print('export', '--snapshot', file, '--format', format, '--to', to);
    const text = statSync(to).isDirectory()
      ? readdirSync(to)
          .map((part) => readFileSync(join(to, part), 'utf8'))
          .join('')
      : readFileSync(to, 'utf8');
    expect(text.match(new RegExp(String(downloads), 'g'))).toHaveLength(3);
    expect(text).toContain(String(likes));
  });
});

it('in the Parquet export', async () => {
  const snapshot = await openSnapshot(collected, { files: true });
  const table = (name: string): string => sql(join(at('exported'), name, '*', '*.parquet'));
  const read = (name: string) =>
    readRows(
      snapshot.connection,
      `SELECT max(downloads)::DOUBLE AS d, max(likes)::DOUBLE AS l FROM ${table(name)}`,
    );
  expect(await read('models')).toEqual([{ d: downloads, l: likes }]);
  expect(await read('datasets')).toEqual([{ d: downloads, l: likes }]);
  snapshot.close();
});
