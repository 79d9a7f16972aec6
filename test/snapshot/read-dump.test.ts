import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bare,
  folder,
  moment,
  prepareDumps,
  readField,
  readRowsOf,
  writeParquet,
  writer,
} from './dump-files.ts';

prepareDumps();

describe('readDump', () => {
  it.each(['id', '_id', 'pipeline_tag'])(
    'refuses %s of another type, and takes it where it is empty',
    async (name) => {
      const select = (value: string) =>
        ['id', '_id', 'pipeline_tag', 'tags'].map(
          (column) => `${column === name ? value : `['x']${column === 'tags' ? '' : '[1]'}`} AS ${column}`,
        );
      await expect(readRowsOf([await writeParquet(`SELECT ${select('17').join(', ')}`)])).rejects.toThrow(
        `has a column ${name} of type INTEGER that cannot be read as text, such as "17"`,
      );
      const { rows, rejected } = await readRowsOf([
        await writeParquet(`SELECT ${select('NULL::INTEGER').join(', ')}`),
      ]);
      expect([rows.length, rejected.length]).toEqual(name === 'pipeline_tag' ? [1, 0] : [0, 1]);
    },
  );

  it.each([
    [`'True'`, `'False'`],
    [`'yes'`, `'no'`],
    ['1', '0'],
    ['1.0::DOUBLE', '0.0::DOUBLE'],
    [`'true'::JSON`, `'false'::JSON`],
  ])('reads private as %s and %s', async (yes, no) => {
    const { found, rows } = await readRowsOf([
      await writeParquet(
        `SELECT 'm' || i AS _id, 'a/b' AS id, '' AS pipeline_tag, ['x'] AS tags, CASE WHEN i = 1 THEN ${yes} WHEN i = 2 THEN ${no} END AS private FROM range(1, 4) t(i)`,
      ),
    ]);
    expect(rows.map(({ hub_id, pipeline_tag }) => [hub_id, pipeline_tag])).toEqual([
      ['m2', null],
      ['m3', null],
    ]);
    expect(found).toMatchObject({ rows: 2, private: 1, unread: [] });
  });

  it('takes a column that is empty in one file and full in another, of any type there', async () => {
    const full = `{datasets: ['d']} AS "cardData", TIMESTAMP '2022-03-02 23:29:04' AS "createdAt", ['x'] AS tags, 'y' AS pipeline_tag, true AS private`;
    const empty = full.replaceAll(
      /(^|, )(\{.*?\}|TIMESTAMP '.*?'|\['x'\]|'y'|true) AS/g,
      '$1NULL::INTEGER AS',
    );
    const paths = [];
    for (const [at, columns] of [empty, full.replace('true', 'false'), empty].entries()) {
      paths.push(await writeParquet(`SELECT 'm${at}' AS _id, 'a/b' AS id, ${columns}`));
    }
    const { rows } = await readRowsOf(paths);
    expect(rows.map(({ hub_id, tags, created, has_card }) => [hub_id, tags, created, has_card])).toEqual([
      ['m0', null, null, false],
      ['m1', '["x"]', moment, true],
      ['m2', null, null, false],
    ]);
  });

  it('keeps the order of the files and of their rows, for of equal rows the last one counts', async () => {
    const select = (from: number, to: number, type: string) =>
      `SELECT 'm' AS _id, 'a/' || i AS id, 'x' AS pipeline_tag, ['x'] AS tags, NULL::${type} AS likes FROM range(${from}, ${to}) t(i)`;
    const paths = [
      await writeParquet(select(0, 150_000, 'INTEGER')),
      await writeParquet(select(150_000, 150_010, 'VARCHAR')),
      await writeParquet(select(150_010, 300_000, 'INTEGER')),
    ];
    const { rows } = await readRowsOf(paths);
    expect(rows).toHaveLength(300_000);
    expect(rows.every(({ id }, at) => id === `a/${at}`)).toBe(true);
  });

  it('writes tags as a crawl does, for patterns look into the text', async () => {
    expect(await readField(`'[ "dataset:squad" , "x" ]'`, 'tags')).toBe('["dataset:squad","x"]');
  });

  it('refuses a file that breaks its own promise: JSON that is none, text that is not UTF-8', async () => {
    const path = join(folder, 'lying.parquet');
    const select = `SELECT ${bare}, '{"card":1}'::JSON AS "cardData", 'library' AS library_name`;
    await writer.connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed)`);
    const honest = readFileSync(path, 'latin1');
    for (const [from, to, says] of [
      ['"card":1}', '"card":1!', 'Invalid JSON'],
      ['library', 'libr\xffry', 'UTF8|unicode'],
    ] as const) {
      expect(honest).toContain(from);
      writeFileSync(path, honest.replaceAll(from, to), 'latin1');
      await expect(readRowsOf([path])).rejects.toMatchObject({ name: 'HfreuseError', exitCode: 1 });
      await expect(readRowsOf([path])).rejects.toThrow(new RegExp(`^${path} cannot be read: .*(${says})`));
    }
  });

  it('takes names as they are, bytes that are texts too', async () => {
    const { rows } = await readRowsOf([
      await writeParquet(
        `SELECT ' m ' AS _id, chr(0) || 'a/b '::VARCHAR AS id, encode('fill-mask') AS pipeline_tag, [encode('x')] AS tags`,
      ),
    ]);
    expect(rows[0]).toMatchObject({ hub_id: ' m ', id: '\0a/b ', pipeline_tag: 'fill-mask', tags: '["x"]' });
  });

  it('ignores columns that it does not know, and reads several files as one table', async () => {
    const first = await writeParquet(
      `SELECT ${bare}, {a: [1, 2]} AS siblings, 3 AS "trendingScore", 5 AS downloads`,
    );
    const second = await writeParquet(
      `SELECT ['y'] AS tags, 'c/d' AS id, NULL::VARCHAR AS pipeline_tag, 'm2' AS _id`,
    );
    const { rows, found } = await readRowsOf([first, second]);
    expect(rows.map((row) => [row.hub_id, row.id, row.pipeline_tag, row.downloads])).toEqual([
      ['m1', 'a/b', 'fill-mask', 5],
      ['m2', 'c/d', null, null],
    ]);
    expect(found).toMatchObject({ rows: 2, rejected: 0, private: 0, latest: null });
    expect(found.absent).toEqual(['createdAt', 'lastModified', 'likes', 'gated', 'library_name', 'cardData']);
  });

  it('keeps rows without _id or id aside, with the reason; counts private ones', async () => {
    const rows = [
      `(NULL, 'a/b', ['x'], false)`,
      `('', 'a/b', ['x'], false)`,
      `('m1', NULL, NULL, false)`,
      `('m2', '', ['x'], true)`,
      `(NULL, NULL, NULL, false)`,
      `('m3', 'a/c', ['x'], true)`,
      `('m4', 'a/d', ['x'], NULL)`,
    ];
    const path = await writeParquet(`SELECT * FROM (VALUES ${rows.join(', ')}) t(_id, id, tags, private)`);
    const { found, rows: kept, rejected } = await readRowsOf([path], 'datasets');
    expect(kept).toEqual([{ hub_id: 'm4', id: 'a/d', tags: '["x"]', stream: 7 }]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'no _id',
      '_id is empty',
      'no id',
      'id is empty',
      'no _id',
    ]);
    expect(rejected.map(({ item }) => JSON.parse(String(item)))).toEqual([
      { id: 'a/b', tags: ['x'] },
      { _id: '', id: 'a/b', tags: ['x'] },
      { _id: 'm1' },
      { _id: 'm2', id: '', tags: ['x'] },
      {},
    ]);
    expect(found).toMatchObject({ rows: 1, rejected: 5, private: 1 });
  });

  it('cuts what it keeps aside at 10,000 characters', async () => {
    const { rejected } = await readRowsOf([
      await writeParquet(
        `SELECT NULL::VARCHAR AS _id, 'a/b' AS id, 'x' AS pipeline_tag, [repeat('x', 20000)] AS tags`,
      ),
    ]);
    expect(String(rejected[0]?.item)).toHaveLength(10_000);
  });

  it.each([
    ['id', `'m' AS _id, 'x' AS pipeline_tag, ['x'] AS tags`],
    ['_id', `'m' AS id, 'x' AS pipeline_tag, ['x'] AS tags`],
    ['tags', `'m' AS id, 'm' AS _id, 'x' AS pipeline_tag`],
    ['pipeline_tag', `'m' AS id, 'm' AS _id, ['x'] AS tags`],
    ['id, _id, tags, pipeline_tag', '1 AS x'],
  ])('names the needed column that is missing: %s', async (column, select) => {
    const path = await writeParquet(`SELECT ${select}`);
    await expect(readRowsOf([path])).rejects.toMatchObject({
      name: 'HfreuseError',
      exitCode: 1,
      message: `${path} has no column ${column}; models need id, _id, tags, pipeline_tag`,
    });
  });

  it('asks no pipeline_tag of datasets', async () => {
    const { rows } = await readRowsOf(
      [await writeParquet(`SELECT 'm' AS id, 'm' AS _id, ['x'] AS tags`)],
      'datasets',
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['pipeline_tag=all', 'fill-mask', '["x","dataset:squad"]', null],
    ['tags=all', 'fill-mask', '["x","dataset:squad"]', null],
    ['createdAt=2022-03-02', 'fill-mask', '["x","dataset:squad"]', Date.UTC(2022, 2, 2)],
  ])("takes a file's own column, not its folder's: %s", async (above, task, tags, created) => {
    mkdirSync(join(folder, above), { recursive: true });
    const { rows } = await readRowsOf([await writeParquet(`SELECT ${bare}`, `${above}/own.parquet`)]);
    expect(rows).toMatchObject([{ pipeline_tag: task, tags, created }]);
    const dated = await writeParquet(
      `SELECT ${bare}, DATE '2024-01-01' AS "createdAt"`,
      `${above}/dated.parquet`,
    );
    expect((await readRowsOf([dated])).rows).toMatchObject([
      { pipeline_tag: task, tags, created: Date.UTC(2024, 0, 1) },
    ]);
  });

  it('reads a table that is laid out in folders, as Hive does', async () => {
    const paths = [];
    for (const [at, task] of ['fill-mask', 'a%3Db', '__HIVE_DEFAULT_PARTITION__'].entries()) {
      mkdirSync(join(folder, 'hive', `pipeline_tag=${task}`, 'private=false'), { recursive: true });
      const name = `hive/pipeline_tag=${task}/private=false/part-0.parquet`;
      paths.push(await writeParquet(`SELECT 'm${at}' AS _id, 'a/b' AS id, ['x'] AS tags`, name));
    }
    const { rows, found } = await readRowsOf(paths);
    expect(rows.map(({ pipeline_tag }) => pipeline_tag)).toEqual(['fill-mask', 'a=b', null]);
    expect(found.private).toBe(0);
  });

  it('states of what is not a Parquet file that it is none', async () => {
    const path = join(folder, 'none.parquet');
    for (const content of ['', 'PAR1', '{"id":"a"}\n'.repeat(100)]) {
      writeFileSync(path, content);
      await expect(readRowsOf([path])).rejects.toMatchObject({ name: 'HfreuseError', exitCode: 1 });
      await expect(readRowsOf([path])).rejects.toThrow(/none\.parquet cannot be read: (?!.*SELECT)/);
    }
  });

  it('states how new the dump is at least', async () => {
    const select = (day: string) =>
      `SELECT ${bare}, '2022-01-01' AS "createdAt", DATE '${day}' AS "lastModified"`;
    const { found } = await readRowsOf([
      await writeParquet(select('2025-02-15')),
      await writeParquet(select('2024-12-31')),
    ]);
    expect(found.latest).toBe('2025-02-15T00:00:00.000Z');
  });
});
