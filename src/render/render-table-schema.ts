import { type Column, type ColumnKind, csvNames } from '../documents/column.ts';
import type { Entries, Entry } from '../documents/entry.ts';
import { reportColumns } from '../documents/report/report-columns.ts';
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
 * The Frictionless Table Schema of `report --format csv`, as JSON text that ends with a newline.
 * Source: https://specs.frictionlessdata.io/table-schema/
 * @param entries what the codebook says of each column of a report
 * @param requests options of `report` whose columns the CSV has too, such as `--ci`
 */
export function renderTableSchema(entries: Entries, requests: readonly string[]): string {
  const columns = reportColumns.filter(({ request }) => request === undefined || requests.includes(request));
  return renderJson({
    fields: columns.flatMap((column) => toFields(column, entries[column.key])),
    missingValues: [''],
    primaryKey: ['question', 'measure', 'modality', 'task'],
  });
}

function toFields(column: Column, entry: Entry | undefined): object[] {
  if (entry === undefined) throw new RangeError(`the codebook has no column ${column.key}`);
  const type = types[column.kind];
  const formula = entry.formula === '' ? '' : ` = ${entry.formula}`;
  const names = csvNames(column);
  return names.map((name, index) => ({
    name,
    type,
    title: names.length === 1 ? column.heading : `${column.heading}, ${index === 0 ? 'low' : 'high'}`,
    description: `${entry.meaning}${formula}. Unit: ${entry.unit}. Empty: ${entry.emptyWhen}.`,
    constraints: {
      required: entry.emptyWhen === 'never',
      ...(type === 'string' ? {} : { minimum: 0 }),
      ...(entry.unit.endsWith('0–1') ? { maximum: 1 } : {}),
      ...(entry.values === undefined ? {} : { enum: entry.values }),
    },
  }));
}
