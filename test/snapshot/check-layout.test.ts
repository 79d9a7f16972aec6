import { expect, it } from 'vitest';
import { checkLayout } from '../../src/snapshot/file/check-layout.ts';
import { laterLayout, rawLayout } from '../../src/snapshot/tables/layout.ts';

/** As DuckDB writes the statements of tables. */
const toSql = (table: string, columns: string): string =>
  `CREATE TABLE ${table}(${columns.replace(/\b(key|value|rows|error|name) /g, '"$1" ').replaceAll(' VARCHAR,', ' VARCHAR NOT NULL,')});`;

const tables = Object.entries(rawLayout).map(([table, columns]) => toSql(table, columns));
const replace = (table: string, sql: string): string[] =>
  tables.map((one) => (one.startsWith(`CREATE TABLE ${table}(`) ? sql : one));

it('takes the tables of a snapshot, and what another program has added to them', () => {
  const meta = [{ key: 'format', value: '3' }];
  expect(checkLayout('hub.duckdb', tables, meta)).toEqual(new Map([['format', '3']]));
  const more = `${rawLayout.rejected}, "a ""name""" VARCHAR, price DECIMAL(18,3), pair STRUCT(a INTEGER, b VARCHAR)[], PRIMARY KEY(stream, item)`;
  checkLayout('hub.duckdb', replace('rejected', toSql('rejected', more)), meta);
});

it('names the first column that is missing, or of another type', () => {
  const without = toSql('rejected', 'stream INTEGER, reason VARCHAR');
  expect(() => checkLayout('hub.duckdb', replace('rejected', without), [])).toThrow(
    /it has no column rejected\.item/,
  );
  for (const type of [
    'DECIMAL(18,3)',
    'VARCHAR[]',
    'TIMESTAMP WITH TIME ZONE',
    'STRUCT(a INTEGER, b VARCHAR)',
  ]) {
    const other = toSql('rejected', `stream INTEGER, reason ${type}, item VARCHAR`);
    expect(() => checkLayout('hub.duckdb', replace('rejected', other), [])).toThrow(
      `its column rejected.reason is of type ${type}, not VARCHAR`,
    );
  }
  const later = toSql('gone_repos', `${laterLayout.gone_repos}`.replace('kind VARCHAR', 'kind INTEGER'));
  expect(() => checkLayout('hub.duckdb', [...tables, later], [])).toThrow(
    /gone_repos\.kind is of type INTEGER/,
  );
});

it('reads a table of any number of columns once', () => {
  const wide = Array.from({ length: 200_000 }, (_, place) => `c${place} INTEGER`).join(', ');
  const sql = toSql('rejected', `${rawLayout.rejected}, ${wide}`);
  expect(() => checkLayout('hub.duckdb', replace('rejected', sql), [])).not.toThrow();
});
