import type { Entries, Entry } from '../study/codebook/entry.ts';
import { type Column, type ColumnKind, csvNames } from './column.ts';
import { reportColumns } from './columns.ts';
import { renderJson } from './render-json.ts';

const types: Record<ColumnKind, string> = {
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
  const formula = entry.formula === '' ? '' : ` = ${entry.formula}`;
  return csvNames(column).map((name) => ({
    name,
    type: types[column.kind],
    title: column.heading,
    description: `${entry.meaning}${formula}. Unit: ${entry.unit}. Empty: ${entry.emptyWhen}.`,
    constraints: {
      required: entry.emptyWhen === 'never',
      ...(types[column.kind] === 'string' ? {} : { minimum: 0 }),
      ...(column.kind === 'share' ? { maximum: 1 } : {}),
    },
  }));
}
