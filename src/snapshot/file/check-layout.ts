import type { DuckDBConnection } from '@duckdb/node-api';
import type { HfreuseError } from '../../errors.ts';
import { countedLayout, derivedLayout, laterLayout, metaPatterns, rawLayout } from '../tables/layout.ts';
import { derivedStamp } from '../tables/schema.ts';
import { damageError } from './damage.ts';
import { readRows, type SqlRow } from './query.ts';

/** The error for a snapshot whose content is not what hfreuse writes. */
export const invalidContent = (path: string, what: string, cause?: unknown): HfreuseError =>
  damageError(path, `is damaged, or another program has changed it: ${what}`, cause);

/** The name and type of each column of a file, as rows of `{table, name, type}`. */
export const readColumnTypes = (connection: DuckDBConnection): Promise<SqlRow[]> =>
  readRows(
    connection,
    `SELECT table_name AS "table", column_name AS name, data_type AS type FROM duckdb_columns()
     WHERE NOT internal AND database_name = current_database()`,
  );

/**
 * Compares the tables of a file with what hfreuse makes, and the values of its `meta` with what it writes there: the
 * file may be another's.
 * @param columns as {@link readColumnTypes} gives them
 * @param meta the rows of `meta`
 * @returns the values of `meta` by key
 * @throws HfreuseError (exit 1) naming the first difference
 */
export function checkLayout(
  path: string,
  columns: readonly SqlRow[],
  meta: readonly SqlRow[],
): ReadonlyMap<string, string> {
  const found = new Map(columns.map(({ table, name, type }) => [`${table}.${name}`, String(type)]));
  checkColumns(path, rawLayout, found, true);
  checkColumns(path, laterLayout, found, false);
  const values = checkMeta(path, meta);
  if (values.get('derived') === derivedStamp) {
    checkColumns(path, derivedLayout, found, true);
    if (values.has('counted')) checkColumns(path, countedLayout, found, true);
  }
  return values;
}

function checkColumns(
  path: string,
  layout: Record<string, string>,
  found: ReadonlyMap<string, string>,
  needed: boolean,
): void {
  for (const [table, columns] of Object.entries(layout)) {
    for (const column of columns.split(', ')) {
      const [name, type] = column.split(' ');
      const is = found.get(`${table}.${name}`);
      if (is === undefined && needed) throw invalidContent(path, `it has no column ${table}.${name}`);
      if (is !== undefined && is !== type)
        throw invalidContent(path, `its column ${table}.${name} is of type ${is}, not ${type}`);
    }
  }
}

function checkMeta(path: string, rows: readonly SqlRow[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { key, value } of rows) {
    const name = String(key);
    const pattern = metaPatterns[name.replace(/:\d+$/, ':*')];
    const isWhole = typeof key === 'string' && typeof value === 'string' && !values.has(name);
    if (!isWhole || (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)))
      throw invalidContent(path, `meta holds a value of ${name.slice(0, 40)} that hfreuse does not write`);
    values.set(name, value);
  }
  return values;
}
