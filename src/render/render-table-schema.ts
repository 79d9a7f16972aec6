import { type ColumnKind, csvNames, presentColumns, toSnakeCase } from '../documents/column.ts';
import { csvHeadTable } from '../documents/provenance.ts';
import type { DescribedColumn, Table } from '../documents/table.ts';
import { renderJson } from './render-json.ts';

const types: Record<ColumnKind, string> = {
  count: 'integer',
  number: 'number',
  share: 'number',
  pair: 'number',
  text: 'string',
  structure: 'string',
};

/** Texts that are more than words, by their unit. */
const typesOfUnits: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  'YYYY-MM-DD': 'date',
  'ISO 8601, UTC': 'datetime',
  year: 'year',
};

/**
 * The Frictionless Table Schema of a table's CSV, as JSON text that ends with a newline.
 * @param requests options whose columns the CSV has too, such as `--ci`
 */
export function renderTableSchema(table: Table, requests: readonly string[]): string {
  const columns = table.columns.filter(({ request }) => request === undefined || requests.includes(request));
  return renderJson(toTableSchema([...csvHeadTable.columns, ...columns], table.primaryKey ?? null));
}

/** The Table Schema of the columns that some rows have in CSV. */
export const toSchemaOfRows = (
  columns: readonly DescribedColumn[],
  rows: readonly object[],
  primaryKey: readonly string[] | null,
): object => toTableSchema(presentColumns(columns, rows) as DescribedColumn[], primaryKey);

/** Source: https://specs.frictionlessdata.io/table-schema/ */
const toTableSchema = (
  columns: readonly DescribedColumn[],
  primaryKey: readonly string[] | null,
): object => ({
  fields: columns.flatMap((column) => toFields(column)),
  missingValues: [''],
  ...(primaryKey === null ? {} : { primaryKey: primaryKey.map(toSnakeCase) }),
});

function toFields(column: DescribedColumn, before = ''): object[] {
  if (column.flat !== undefined) {
    const inner = column.flat.columns as readonly DescribedColumn[];
    return inner.flatMap((one) => toFields(one, `${toSnakeCase(column.key)}_`));
  }
  const { meaning, unit, emptyWhen } = column;
  const formula = column.formula === '' ? '' : ` = ${column.formula}`;
  const names = csvNames(column);
  return names.map((name, index) => ({
    name: `${before}${name}`,
    type: typeOf(column),
    title: names.length === 1 ? column.heading : `${column.heading}, ${index === 0 ? 'low' : 'high'}`,
    description: `${meaning}${formula}. Unit: ${unit}. Empty: ${emptyWhen}.`,
    constraints: toConstraints(column),
  }));
}

const typeOf = ({ kind, unit }: DescribedColumn): string =>
  (kind === 'text' ? typesOfUnits[unit] : undefined) ?? types[kind];

function toConstraints(column: DescribedColumn): object {
  const { unit, emptyWhen, values, signed, kind } = column;
  const isNumber = ['integer', 'number'].includes(typeOf(column));
  return {
    required: emptyWhen === 'never',
    ...(isNumber && signed !== true ? { minimum: 0 } : {}),
    ...(isNumber && unit.endsWith('0–1') ? { maximum: 1 } : {}),
    // Of a structure they are words within the cell.
    ...(values === undefined || kind === 'structure' ? {} : { enum: values }),
  };
}
