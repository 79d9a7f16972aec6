import { stringify } from 'csv-stringify/sync';
import { type Column, csvNames, isFlat, presentColumns, readKey } from '../documents/column.ts';
import type { Page } from '../documents/page.ts';
import { csvText } from '../text.ts';
import { cellTexts } from './cells.ts';
import type { Decimals } from './format-number.ts';

/** `decimals` null: numbers unrounded. `bom`: a byte order mark, for spreadsheets that need one to see UTF-8. */
interface CsvOptions {
  bom?: boolean;
  decimals?: Decimals;
}

/** The table of a page as CSV (RFC 4180: CRLF line ends, quotes only where needed); no value is an empty cell. */
export const renderCsv = (page: Pick<Page, 'table'>, options: CsvOptions = {}): string =>
  renderDelimited(page, options, { delimiter: ',', record_delimiter: '\r\n' });

/** The same as tab-separated values, LF line ends; cells hold neither tab nor line end. Quotes as in CSV. */
export const renderTsv = (page: Pick<Page, 'table'>, options: CsvOptions = {}): string =>
  renderDelimited(page, options, { delimiter: '\t', record_delimiter: '\n' });

function renderDelimited(
  { table: { columns, rows } }: Pick<Page, 'table'>,
  { bom = false, decimals = null }: CsvOptions,
  format: { delimiter: string; record_delimiter: string },
): string {
  const flat = presentColumns(columns, rows).filter(isFlat);
  const names = flat.flatMap(csvNames).map(csvText);
  const records = rows.map((row) =>
    flat.flatMap((column) =>
      csvCells(column, row, decimals).map((text) => (text === null ? '' : csvText(text))),
    ),
  );
  // A line without a character would be no record to most readers.
  return stringify([names, ...records], { ...format, bom, quoted_empty: names.length === 1 });
}

/** A row's texts in a column; a structure that has columns of its own is spread over them. */
function csvCells(column: Column, row: object, decimals: Decimals): (string | null)[] {
  if (column.flat === undefined) return cellTexts(column, row, decimals);
  const inner = column.flat.toRow(readKey(row, column.key));
  return column.flat.columns.flatMap((one) => cellTexts(one, inner, decimals));
}
