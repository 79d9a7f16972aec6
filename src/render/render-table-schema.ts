import { type ColumnKind, csvNames, toSnakeCase } from '../documents/column.ts';
import { csvHeadTable } from '../documents/provenance.ts';
import type { DescribedColumn, Table } from '../documents/table.ts';
import { renderJson } from './render-json.ts';

const types: Record<ColumnKind, 'integer' | 'number' | 'string'> = {
  count: 'integer',
  number: 'number',
  share: 'number',
  pair: 'number',
  text: 'string',
  structure: 'string',
};

/**
 * The Frictionless Table Schema of a table's CSV, as JSON text that ends with a newline.
 * Source: https://specs.frictionlessdata.io/table-schema/
 * @param requests options whose columns the CSV has too, such as `--ci`
 */
export function renderTableSchema(table: Table, requests: readonly string[]): string {
  const columns = table.columns.filter(({ request }) => request === undefined || requests.includes(request));
  return renderJson({
    fields: [...csvHeadTable.columns, ...columns].flatMap((column) => toFields(column)),
    missingValues: [''],
    primaryKey: ['question', 'measure', 'modality', 'task'],
  });
}

function toFields(column: DescribedColumn, before = ''): object[] {
  if (column.flat !== undefined) {
    const inner = column.flat.columns as readonly DescribedColumn[];
    return inner.flatMap((one) => toFields(one, `${toSnakeCase(column.key)}_`));
  }
  const { meaning, unit, emptyWhen, values } = column;
  const type = types[column.kind];
  const formula = column.formula === '' ? '' : ` = ${column.formula}`;
  const names = csvNames(column);
  return names.map((name, index) => ({
    name: `${before}${name}`,
    type,
    title: names.length === 1 ? column.heading : `${column.heading}, ${index === 0 ? 'low' : 'high'}`,
    description: `${meaning}${formula}. Unit: ${unit}. Empty: ${emptyWhen}.`,
    constraints: {
      required: emptyWhen === 'never',
      // A test's z has a sign; all else is counted, shared out or measured from 0.
      ...(type === 'string' || unit === 'standard deviations' ? {} : { minimum: 0 }),
      ...(unit.endsWith('0–1') ? { maximum: 1 } : {}),
      ...(values === undefined ? {} : { enum: values }),
    },
  }));
}
