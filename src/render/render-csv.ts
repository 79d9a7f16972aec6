import { stringify } from 'csv-stringify/sync';
import { type Column, cellTexts, csvNames, isFlat } from '../documents/column.ts';
import { csvText } from '../text.ts';
import type { Decimals } from './format-number.ts';

/** `decimals` null: numbers unrounded. `bom`: a byte order mark, for spreadsheets that need one to see UTF-8. */
export interface CsvOptions {
  bom?: boolean;
  decimals?: Decimals;
}

/** Rows as CSV (RFC 4180: CRLF line ends, quotes only where needed); no value is an empty cell. */
export const renderCsv = (
  columns: readonly Column[],
  rows: readonly object[],
  options: CsvOptions = {},
): string => renderDelimited(columns, rows, options, { delimiter: ',', record_delimiter: '\r\n' });

/** Rows as tab-separated values, LF line ends; cells hold neither tab nor line end. Quotes as in CSV. */
export const renderTsv = (
  columns: readonly Column[],
  rows: readonly object[],
  options: CsvOptions = {},
): string => renderDelimited(columns, rows, options, { delimiter: '\t', record_delimiter: '\n' });

function renderDelimited(
  columns: readonly Column[],
  rows: readonly object[],
  { bom = false, decimals = null }: CsvOptions,
  format: { delimiter: string; record_delimiter: string },
): string {
  const flat = columns.filter(isFlat);
  const names = flat.flatMap(csvNames).map(csvText);
  const records = rows.map((row) =>
    flat.flatMap((column) =>
      cellTexts(column, row, decimals).map((text) => (text === null ? '' : csvText(text))),
    ),
  );
  // A line without a character would be no record to most readers.
  return stringify([names, ...records], { ...format, bom, quoted_empty: names.length === 1 });
}
