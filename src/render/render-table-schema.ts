import { type ColumnKind, csvNames } from '../documents/column.ts';
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
    fields: columns.flatMap(toFields),
    missingValues: [''],
    primaryKey: ['question', 'measure', 'modality', 'task'],
  });
}

function toFields(column: DescribedColumn): object[] {
  const { meaning, unit, emptyWhen, values } = column;
  const type = types[column.kind];
  const formula = column.formula === '' ? '' : ` = ${column.formula}`;
  const names = csvNames(column);
  return names.map((name, index) => ({
    name,
    type,
    title: names.length === 1 ? column.heading : `${column.heading}, ${index === 0 ? 'low' : 'high'}`,
    description: `${meaning}${formula}. Unit: ${unit}. Empty: ${emptyWhen}.`,
    constraints: {
      required: emptyWhen === 'never',
      ...(type === 'string' ? {} : { minimum: 0 }),
      ...(unit.endsWith('0–1') ? { maximum: 1 } : {}),
      ...(values === undefined ? {} : { enum: values }),
    },
  }));
}
