import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnapshotInMemory, type Snapshot } from '../../src/snapshot/file/open-snapshot.ts';
import { readRows, type SqlValue } from '../../src/snapshot/file/query.ts';
import { findFiles } from '../../src/snapshot/parquet/in/find-files.ts';
import { readDump } from '../../src/snapshot/parquet/in/read-dump.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-dump-'));
let writer: Snapshot;
/** Made once: what is read into it is removed again. */
let reader: Snapshot;
beforeAll(async () => {
  reader = await openSnapshotInMemory();
  writer = await openSnapshotInMemory();
  await writer.connection.run(`SET TimeZone = 'Asia/Tokyo'`);
});
afterAll(() => {
  writer.close();
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
async function parquet(select: string, name = `dump-${files++}.parquet`): Promise<string> {
  const path = join(folder, name);
  await writer.connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  return path;
}

const modelColumns =
  'hub_id, id, pipeline_tag, tags, gated, downloads::DOUBLE AS downloads, likes::DOUBLE AS likes, library_name, has_card, card_datasets, card_base_model, epoch_ms(created_at)::DOUBLE AS created, epoch_ms(last_modified)::DOUBLE AS modified';

async function read(paths: string[], kind: 'models' | 'datasets' = 'models') {
  try {
    const found = await readDump(reader, kind, paths, 7);
    const rows = await readRows(
      reader.connection,
      kind === 'models'
        ? `SELECT ${modelColumns} FROM model_rows`
        : 'SELECT hub_id, id, tags, stream FROM dataset_rows',
    );
    const rejected = await readRows(reader.connection, 'SELECT stream, reason, item FROM rejected');
    return { found, rows, rejected };
  } finally {
    for (const table of ['model_rows', 'dataset_rows', 'rejected', 'private_repos'])
      await reader.connection.run(`DELETE FROM ${table}`);
  }
}

const bare = `'m1' AS _id, 'a/b' AS id, 'fill-mask' AS pipeline_tag, ['x', 'dataset:squad'] AS tags`;

/** One column in one type, and what a reader must make of it. */
async function field(sql: string, column: string): Promise<SqlValue | undefined> {
  const select =
    column === 'tags'
      ? `'m1' AS _id, 'a/b' AS id, 'fill-mask' AS pipeline_tag, ${sql} AS tags`
      : `${bare}, ${sql}`;
  const { rows, rejected } = await read([await parquet(`SELECT ${select}`)]);
  expect(rejected).toEqual([]);
  expect(rows).toHaveLength(1);
  return rows[0]?.[column];
}

const moment = Date.UTC(2022, 2, 2, 23, 29, 4);

describe('readDump', () => {
  it.each([
    [`TIMESTAMP '2022-03-02 23:29:04'`, moment],
    [`TIMESTAMP_S '2022-03-02 23:29:04'`, moment],
    [`TIMESTAMP_MS '2022-03-02 23:29:04'`, moment],
    [`TIMESTAMP_NS '2022-03-02 23:29:04'`, moment],
    [`TIMESTAMPTZ '2022-03-02 23:29:04+00'`, moment],
    [`TIMESTAMPTZ '2022-03-03 01:29:04+02'`, moment],
    [`'2022-03-02T23:29:04.000Z'`, moment],
    [`'2022-03-03T01:29:04+02:00'`, moment],
    [`'2022-03-02 23:29:04'`, moment],
    [`DATE '2022-03-02'`, Date.UTC(2022, 2, 2)],
    [`'2022-03-02'`, Date.UTC(2022, 2, 2)],
    [`'yesterday'`, null],
    [`''`, null],
    [`NULL::TIMESTAMP`, null],
    [`'infinity'::TIMESTAMP`, null],
    [`'infinity'`, null],
    [`''`, null],
    [`'NaT'`, null],
    [`1646263744`, moment],
    [`1646263744.0::DOUBLE`, moment],
    [`1646263744250::BIGINT`, moment + 250],
    [`1646263744250000::BIGINT`, moment + 250],
    [`1646263744250000000::UBIGINT`, moment + 250],
    [`1646263744.25::DECIMAL(12, 2)`, moment + 250],
    [`'1646263744'`, moment],
    [`'1646263744250'`, moment + 250],
    [`'Wed, 02 Mar 2022 23:29:04 GMT'`, moment],
    [`'Thu, 3 Mar 2022 01:29:04 +0200'`, moment],
    [`'02 Mar 2022 23:29 UTC'`, moment - 4000],
    [`'nan'::DOUBLE`, null],
    [`12`, null],
    [`-1646263744`, null],
    [`[1]`, null],
  ])('reads the moment %s', async (sql, expected) => {
    expect(await field(`${sql} AS "createdAt"`, 'created')).toBe(expected);
    expect(await field(`${sql} AS "lastModified"`, 'modified')).toBe(expected);
  });

  it.each([
    ['12::TINYINT', 12],
    ['12::UBIGINT', 12],
    ['12::BIGINT', 12],
    ['12::HUGEINT', 12],
    ['12.0::DOUBLE', 12],
    ['12::DECIMAL(5, 1)', 12],
    ['12.5::DOUBLE', null],
    [`'nan'::DOUBLE`, null],
    ['-1', null],
    ['9007199254740993', null],
    ['18446744073709551615::UBIGINT', null],
    [`'12'`, 12],
    [`'12.0'`, 12],
    [`'3400446695'`, 3_400_446_695],
    ['3400446695', 3_400_446_695],
    [`'1e3'`, null],
    [`'-1'`, null],
    [`'a dozen'`, null],
    ['true', null],
    ['NULL::INTEGER', null],
  ])('reads the count %s', async (sql, expected) => {
    expect(await field(`${sql} AS downloads`, 'downloads')).toBe(expected);
    expect(await field(`${sql} AS likes`, 'likes')).toBe(expected);
  });

  it.each([
    ['true', 'true'],
    ['false', 'false'],
    [`'auto'`, 'auto'],
    [`'manual'`, 'manual'],
    [`'False'`, 'false'],
    [`'"auto"'::JSON`, 'auto'],
    ['false::JSON', 'false'],
    [`'perhaps'`, null],
    ['NULL::BOOLEAN', null],
    ['1', 'true'],
    ['0.0::DOUBLE', 'false'],
    [`'0'`, 'false'],
    ['2', null],
  ])('reads gated %s', async (sql, expected) => {
    expect(await field(`${sql} AS gated`, 'gated')).toBe(expected);
  });

  it.each([
    [`['a', 'b']`, ['a', 'b']],
    [`['a', NULL, 'b']`, ['a', 'b']],
    [`[]::VARCHAR[]`, []],
    [`'["a","b"]'`, ['a', 'b']],
    [`'["a",1,null,"b"]'::JSON`, ['a', 'b']],
    [`['"a"'::JSON, '1'::JSON, '"b"'::JSON]`, ['a', 'b']],
    [`['a"b', 'ü', chr(0) || 'x']`, ['a"b', 'ü', '\0x']],
    [`'["dataset:\\u0061\\/b"]'`, ['dataset:a/b']],
    [`NULL::VARCHAR[]`, null],
    [`'a'`, ['a']],
    [`'a, dataset:b c ,,d'`, ['a', 'dataset:b c', 'd']],
    [`'[''a'', ''b'']'`, ['a', 'b']],
    [`'(''a'', ''b'')'`, ['a', 'b']],
    [`'[''a'' ''b''' || chr(10) || ' ''c'']'`, ['a', 'b', 'c']],
    [String.raw`'["it''s", ''say "x"'', ''it\''s "x"'', ''a, b'']'`, ["it's", 'say "x"', `it's "x"`, 'a, b']],
    [
      String.raw`'[''a\\b'', ''\xa0\xa0\xa0x'', ''\u2028'', ''\\x41'', ''\n'']'`,
      ['a\\b', '\xa0\xa0\xa0x', '\u2028', '\\x41', '\n'],
    ],
    [`'[]'`, []],
    [`''`, null],
    [`'None'`, null],
    [`'nan'`, null],
    [`[]::INTEGER[]`, null],
    [`[NULL]::INTEGER[]`, null],
    [`NULL::INTEGER`, null],
  ])('reads the tags %s', async (sql, expected) => {
    const tags = await field(sql, 'tags');
    expect(tags === null ? null : JSON.parse(String(tags))).toEqual(expected);
  });

  it.each([
    `'[broken'`,
    `'{"a":1}'`,
    `'[''a'', ...]'`,
    `'[''a'', 1]'`,
    `'a;dataset:b'`,
    `'a|b'`,
    `'transformers dataset:b'`,
    '[1, 2]',
    'true',
  ])(
    'refuses tags of which none can be read, with an example; counts those among others: %s',
    async (sql) => {
      const row = (tags: string, id: string) =>
        `SELECT '${id}' AS _id, 'a/b' AS id, 'fill-mask' AS pipeline_tag, ${tags} AS tags`;
      const bad = await parquet(`${row(sql, 'm1')} UNION ALL ${row('NULL', 'm2')}`);
      const example = JSON.stringify(
        String((await readRows(writer.connection, `SELECT (${sql})::VARCHAR AS x`))[0]?.x),
      );
      await expect(read([bad])).rejects.toMatchObject({
        name: 'HfreuseError',
        exitCode: 1,
        message: expect.stringMatching(
          /^\S+ has a column tags of type \S+ that cannot be read as a list of strings/,
        ),
      });
      await expect(read([bad])).rejects.toThrow(`, such as ${example}`);
      const { rows, found } = await read([bad, await parquet(row(`['x']`, 'm3'))]);
      expect(rows.map(({ tags }) => tags)).toEqual([null, null, '["x"]']);
      expect(found.unread.map(({ column, unread }) => [column, unread])).toEqual([['tags', 1]]);
    },
  );

  it.each(['id', '_id', 'pipeline_tag'])(
    'refuses %s of another type, and takes it where it is empty',
    async (name) => {
      const select = (value: string) =>
        ['id', '_id', 'pipeline_tag', 'tags'].map(
          (column) => `${column === name ? value : `['x']${column === 'tags' ? '' : '[1]'}`} AS ${column}`,
        );
      await expect(read([await parquet(`SELECT ${select('17').join(', ')}`)])).rejects.toThrow(
        `has a column ${name} of type INTEGER that cannot be read as text, such as "17"`,
      );
      const { rows, rejected } = await read([await parquet(`SELECT ${select('NULL::INTEGER').join(', ')}`)]);
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
    const { found, rows } = await read([
      await parquet(
        `SELECT 'm' || i AS _id, 'a/b' AS id, '' AS pipeline_tag, ['x'] AS tags, CASE WHEN i = 1 THEN ${yes} WHEN i = 2 THEN ${no} END AS private FROM range(1, 4) t(i)`,
      ),
    ]);
    expect(rows.map(({ hub_id, pipeline_tag }) => [hub_id, pipeline_tag])).toEqual([
      ['m2', null],
      ['m3', null],
    ]);
    expect(found).toMatchObject({ rows: 2, private: 1, unread: [] });
  });

  it('counts what cannot be read, by column, with an example; nothing is not unreadable', async () => {
    const odd = [
      `'yesterday' AS "createdAt"`,
      '12 AS "lastModified"',
      '-3 AS downloads',
      `'a dozen' AS likes`,
      `'perhaps' AS gated`,
      '[1] AS library_name',
      `'{''license'': ''mit''}' AS "cardData"`,
      `'maybe' AS private`,
    ];
    const nothing = ['createdAt', 'likes', 'gated', 'cardData', 'private'].map(
      (name, at) => `'${['', 'nan', 'None', 'null', 'NaN'][at]}' AS "${name}"`,
    );
    const { found } = await read([
      await parquet(`SELECT ${bare}, ${odd.join(', ')}`),
      await parquet(`SELECT ${bare}, ${odd.join(', ')}`),
      await parquet(
        `SELECT ${bare}, ${nothing.join(', ')}, 'nan'::DOUBLE AS downloads, NULL::INTEGER AS library_name`,
      ),
    ]);
    expect(found.unread).toEqual(
      [
        ['createdAt', 'yesterday'],
        ['lastModified', '12'],
        ['downloads', '-3'],
        ['likes', 'a dozen'],
        ['gated', 'perhaps'],
        ['library_name', '[1]'],
        ['private', 'maybe'],
        ['cardData', `{'license': 'mit'}`],
      ].map(([column, example]) => ({ column, example, present: 2, unread: 2 })),
    );
  });

  it('takes a column that is empty in one file and full in another, of any type there', async () => {
    const full = `{datasets: ['d']} AS "cardData", TIMESTAMP '2022-03-02 23:29:04' AS "createdAt", ['x'] AS tags, 'y' AS pipeline_tag, true AS private`;
    const empty = full.replaceAll(
      /(^|, )(\{.*?\}|TIMESTAMP '.*?'|\['x'\]|'y'|true) AS/g,
      '$1NULL::INTEGER AS',
    );
    const paths = [];
    for (const [at, columns] of [empty, full.replace('true', 'false'), empty].entries()) {
      paths.push(await parquet(`SELECT 'm${at}' AS _id, 'a/b' AS id, ${columns}`));
    }
    const { rows } = await read(paths);
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
      await parquet(select(0, 150_000, 'INTEGER')),
      await parquet(select(150_000, 150_010, 'VARCHAR')),
      await parquet(select(150_010, 300_000, 'INTEGER')),
    ];
    const { rows } = await read(paths);
    expect(rows).toHaveLength(300_000);
    expect(rows.every(({ id }, at) => id === `a/${at}`)).toBe(true);
  });

  it('writes tags as a crawl does, for patterns look into the text', async () => {
    expect(await field(`'[ "dataset:squad" , "x" ]'`, 'tags')).toBe('["dataset:squad","x"]');
  });

  it.each([
    [`'{"datasets":["squad","a/b"],"base_model":"c/d"}'`, '["squad","a/b"]', '"c/d"'],
    [`'{"datasets":["squad","a/b"],"base_model":"c/d"}'::JSON`, '["squad","a/b"]', '"c/d"'],
    [`{datasets: ['squad', 'a/b'], base_model: 'c/d'}`, '["squad","a/b"]', '"c/d"'],
    [`MAP {'datasets': ['squad'], 'base_model': ['c/d']}`, '["squad"]', '["c/d"]'],
    [`'{"datasets":"squad"}'`, '"squad"', null],
    [`'{"datasets":{"a":1},"x":NaN}'`, '{"a":1}', null],
    [`'{"__proto__":{"datasets":"x"},"constructor":1}'`, null, null],
    [`'{"license":"mit"}'`, null, null],
    [
      String.raw`'{"x":"\ud83d","datasets":["a\uD800b","\ud83d\ude00","c\\ud800"]}'`,
      String.raw`["ab","😀","c\\ud800"]`,
      null,
    ],
    [`'{}'`, null, null],
  ])('reads the card %s', async (sql, datasets, baseModel) => {
    const { rows } = await read([await parquet(`SELECT ${bare}, ${sql} AS "cardData"`)]);
    expect(rows[0]).toMatchObject({ has_card: true, card_datasets: datasets, card_base_model: baseModel });
  });

  it.each([
    `'{"datasets":'`,
    `'["datasets"]'`,
    `'"datasets"'`,
    `''`,
    `'null'`,
    `chr(0)`,
    `NULL::VARCHAR`,
    `NULL::STRUCT(datasets VARCHAR)`,
    '3',
    `repeat('[', 100000)`,
    `repeat('{"a":', 100000)`,
  ])('sees no card in %s', async (sql) => {
    const { rows } = await read([await parquet(`SELECT ${bare}, ${sql} AS "cardData"`)]);
    expect(rows[0]).toMatchObject({ has_card: false, card_datasets: null, card_base_model: null });
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
      await expect(read([path])).rejects.toMatchObject({ name: 'HfreuseError', exitCode: 1 });
      await expect(read([path])).rejects.toThrow(new RegExp(`^${path} cannot be read: .*(${says})`));
    }
  });

  it('survives a card nested without end', async () => {
    const deep = `'{"datasets":' || repeat('[', 50000) || repeat(']', 50000) || '}'`;
    const { rows } = await read([await parquet(`SELECT ${bare}, ${deep} AS "cardData"`)]);
    expect(rows).toHaveLength(1);
  });

  it('takes names as they are, bytes that are texts too', async () => {
    const { rows } = await read([
      await parquet(
        `SELECT ' m ' AS _id, chr(0) || 'a/b '::VARCHAR AS id, encode('fill-mask') AS pipeline_tag, [encode('x')] AS tags`,
      ),
    ]);
    expect(rows[0]).toMatchObject({ hub_id: ' m ', id: '\0a/b ', pipeline_tag: 'fill-mask', tags: '["x"]' });
  });

  it('ignores columns that it does not know, and reads several files as one table', async () => {
    const first = await parquet(
      `SELECT ${bare}, {a: [1, 2]} AS siblings, 3 AS "trendingScore", 5 AS downloads`,
    );
    const second = await parquet(
      `SELECT ['y'] AS tags, 'c/d' AS id, NULL::VARCHAR AS pipeline_tag, 'm2' AS _id`,
    );
    const { rows, found } = await read([first, second]);
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
    const path = await parquet(`SELECT * FROM (VALUES ${rows.join(', ')}) t(_id, id, tags, private)`);
    const { found, rows: kept, rejected } = await read([path], 'datasets');
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
    const { rejected } = await read([
      await parquet(
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
    const path = await parquet(`SELECT ${select}`);
    await expect(read([path])).rejects.toMatchObject({
      name: 'HfreuseError',
      exitCode: 1,
      message: `${path} has no column ${column}; models need id, _id, tags, pipeline_tag`,
    });
  });

  it('asks no pipeline_tag of datasets', async () => {
    const { rows } = await read([await parquet(`SELECT 'm' AS id, 'm' AS _id, ['x'] AS tags`)], 'datasets');
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['pipeline_tag=all', 'fill-mask', '["x","dataset:squad"]', null],
    ['tags=all', 'fill-mask', '["x","dataset:squad"]', null],
    ['createdAt=2022-03-02', 'fill-mask', '["x","dataset:squad"]', Date.UTC(2022, 2, 2)],
  ])("takes a file's own column, not its folder's: %s", async (above, task, tags, created) => {
    mkdirSync(join(folder, above), { recursive: true });
    const { rows } = await read([await parquet(`SELECT ${bare}`, `${above}/own.parquet`)]);
    expect(rows).toMatchObject([{ pipeline_tag: task, tags, created }]);
    const dated = await parquet(`SELECT ${bare}, DATE '2024-01-01' AS "createdAt"`, `${above}/dated.parquet`);
    expect((await read([dated])).rows).toMatchObject([
      { pipeline_tag: task, tags, created: Date.UTC(2024, 0, 1) },
    ]);
  });

  it('reads a table that is laid out in folders, as Hive does', async () => {
    const paths = [];
    for (const [at, task] of ['fill-mask', 'a%3Db', '__HIVE_DEFAULT_PARTITION__'].entries()) {
      mkdirSync(join(folder, 'hive', `pipeline_tag=${task}`, 'private=false'), { recursive: true });
      const name = `hive/pipeline_tag=${task}/private=false/part-0.parquet`;
      paths.push(await parquet(`SELECT 'm${at}' AS _id, 'a/b' AS id, ['x'] AS tags`, name));
    }
    const { rows, found } = await read(paths);
    expect(rows.map(({ pipeline_tag }) => pipeline_tag)).toEqual(['fill-mask', 'a=b', null]);
    expect(found.private).toBe(0);
  });

  it('states of what is not a Parquet file that it is none', async () => {
    const path = join(folder, 'none.parquet');
    for (const content of ['', 'PAR1', '{"id":"a"}\n'.repeat(100)]) {
      writeFileSync(path, content);
      await expect(read([path])).rejects.toMatchObject({ name: 'HfreuseError', exitCode: 1 });
      await expect(read([path])).rejects.toThrow(/none\.parquet cannot be read: (?!.*SELECT)/);
    }
  });

  it('states how new the dump is at least', async () => {
    const select = (day: string) =>
      `SELECT ${bare}, '2022-01-01' AS "createdAt", DATE '${day}' AS "lastModified"`;
    const { found } = await read([await parquet(select('2025-02-15')), await parquet(select('2024-12-31'))]);
    expect(found.latest).toBe('2025-02-15T00:00:00.000Z');
  });
});

describe('findFiles', () => {
  const find = async (names: string[]): Promise<string[]> => {
    const snapshot = await openSnapshotInMemory();
    try {
      return (await findFiles(snapshot, names, '--models')).map((path) => path.slice(folder.length + 1));
    } finally {
      snapshot.close();
    }
  };

  it('expands patterns, and takes names that look like one as they are', async () => {
    for (const name of ['p-2.parquet', 'p-1.parquet', 'q[1].parquet', "it's *.parquet"])
      await parquet(`SELECT ${bare}`, name);
    expect(await find([`${folder}/p-*.parquet`])).toEqual(['p-1.parquet', 'p-2.parquet']);
    expect(await find([`${folder}/p-2.parquet`, `${folder}/p-?.parquet`])).toEqual([
      'p-2.parquet',
      'p-1.parquet',
    ]);
    const odd = [`${folder}/q[1].parquet`, `${folder}/it's *.parquet`];
    expect(await find(odd)).toEqual(['q[1].parquet', "it's *.parquet"]);
    expect((await read(odd)).rows).toHaveLength(2);
  });

  it('names what is not there, a folder, and an address', async () => {
    await expect(find([`${folder}/absent.parquet`])).rejects.toMatchObject({
      exitCode: 1,
      message: `there is no file ${folder}/absent.parquet`,
    });
    await expect(find([folder])).rejects.toMatchObject({ exitCode: 1, hint: `${folder}/*.parquet` });
    await expect(find(['https://hub.example/models.parquet'])).rejects.toMatchObject({ exitCode: 2 });
  });
});
