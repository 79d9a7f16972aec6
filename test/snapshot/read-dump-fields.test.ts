import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/snapshot/file/query.ts';
import { bare, moment, prepareDumps, readField, readRowsOf, writeParquet, writer } from './dump-files.ts';

prepareDumps();

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
    expect(await readField(`${sql} AS "createdAt"`, 'created')).toBe(expected);
    expect(await readField(`${sql} AS "lastModified"`, 'modified')).toBe(expected);
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
    expect(await readField(`${sql} AS downloads`, 'downloads')).toBe(expected);
    expect(await readField(`${sql} AS likes`, 'likes')).toBe(expected);
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
    expect(await readField(`${sql} AS gated`, 'gated')).toBe(expected);
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
    const tags = await readField(sql, 'tags');
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
      const bad = await writeParquet(`${row(sql, 'm1')} UNION ALL ${row('NULL', 'm2')}`);
      const example = JSON.stringify(
        String((await readRows(writer.connection, `SELECT (${sql})::VARCHAR AS x`))[0]?.x),
      );
      await expect(readRowsOf([bad])).rejects.toMatchObject({
        name: 'HfreuseError',
        exitCode: 1,
        message: expect.stringMatching(
          /^\S+ has a column tags of type \S+ that cannot be read as a list of strings/,
        ),
      });
      await expect(readRowsOf([bad])).rejects.toThrow(`, such as ${example}`);
      const { rows, found } = await readRowsOf([bad, await writeParquet(row(`['x']`, 'm3'))]);
      expect(rows.map(({ tags }) => tags)).toEqual([null, null, '["x"]']);
      expect(found.unread.map(({ column, unread }) => [column, unread])).toEqual([['tags', 1]]);
    },
  );

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
    const { rows } = await readRowsOf([await writeParquet(`SELECT ${bare}, ${sql} AS "cardData"`)]);
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
    const { rows } = await readRowsOf([await writeParquet(`SELECT ${bare}, ${sql} AS "cardData"`)]);
    expect(rows[0]).toMatchObject({ has_card: false, card_datasets: null, card_base_model: null });
  });

  it('survives a card nested without end', async () => {
    const deep = `'{"datasets":' || repeat('[', 50000) || repeat(']', 50000) || '}'`;
    const { rows } = await readRowsOf([await writeParquet(`SELECT ${bare}, ${deep} AS "cardData"`)]);
    expect(rows).toHaveLength(1);
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
    const { found } = await readRowsOf([
      await writeParquet(`SELECT ${bare}, ${odd.join(', ')}`),
      await writeParquet(`SELECT ${bare}, ${odd.join(', ')}`),
      await writeParquet(
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
});
