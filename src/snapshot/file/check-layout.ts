import type { HfreuseError } from '../../errors.ts';
import { countedLayout, derivedLayout, laterLayout, metaPatterns, rawLayout } from '../tables/layout.ts';
import { countedStamp, derivedStamp } from '../tables/schema.ts';
import { damageError } from './damage.ts';
import type { SqlRow } from './query.ts';

/** The error for a snapshot whose content is not what hfreuse writes. */
export const invalidContent = (path: string, what: string, cause?: unknown): HfreuseError =>
  damageError(path, `is damaged, or another program has changed it: ${what}`, cause);

/** `CREATE TABLE name(`, then the columns. */
const tableSql = /^CREATE TABLE "?(\w+)"?\((.*)\);?$/s;
/** A name, in quotes or not, and a type with what else there is, such as commas in brackets; each column after the other. */
const columnSql = /(?:"((?:[^"]|"")*)"|(\w+)) ((?:[^,()]|\([^()]*\))+)(?:, |$)/gy;

/**
 * The columns of a table, from the statement that makes it: DuckDB's own list of columns goes through all built-in views
 * too, which takes as long as everything else at opening.
 * @returns the type of each by `table.column`
 */
function toColumnTypes(sql: string): [column: string, type: string][] {
  const [, table, columns = ''] = tableSql.exec(sql) ?? [];
  return Array.from(columns.matchAll(columnSql), ([, quoted, plain, type = '']) => [
    `${table}.${quoted ?? plain}`,
    type.replace(/ NOT NULL$/, ''),
  ]);
}

/**
 * Compares the tables of a file with what hfreuse makes, and the values of its `meta` with what it writes there: the
 * file may be another's.
 * @param tables the statements that make its tables
 * @param meta the rows of `meta`
 * @returns the values of `meta` by key
 * @throws HfreuseError (exit 1) naming the first difference
 */
export function checkLayout(
  path: string,
  tables: readonly string[],
  meta: readonly SqlRow[],
): ReadonlyMap<string, string> {
  const found = new Map(tables.flatMap(toColumnTypes));
  checkColumns(path, rawLayout, found, true);
  checkColumns(path, laterLayout, found, false);
  const values = checkMeta(path, meta);
  if (values.get('derived') === derivedStamp) {
    checkColumns(path, derivedLayout, found, true);
    if (values.get('counted')?.startsWith(`${countedStamp} `) === true)
      checkColumns(path, countedLayout, found, true);
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
