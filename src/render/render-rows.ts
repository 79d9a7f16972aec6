import { type Column, presentColumns } from '../documents/column.ts';
import type { Decimals } from './format-number.ts';
import { renderCsv, renderTsv } from './render-csv.ts';
import { renderHtmlPage, renderHtmlTable } from './render-html.ts';
import { pickKeys, renderJson } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTable } from './render-table.ts';

/** How rows are written. `decimals` null or not given: unrounded in CSV and TSV, four for readers; JSON never rounds. */
export interface RenderOptions {
  bom?: boolean;
  decimals?: Decimals;
  color?: boolean;
}

type RenderList = (columns: readonly Column[], rows: readonly object[], options: RenderOptions) => string;

const renderers = {
  table: renderTable,
  csv: renderCsv,
  tsv: renderTsv,
  json: (columns, rows) => renderJson({ schemaVersion: 1, rows: pickKeys(columns, rows) }),
  markdown: renderMarkdown,
  html: (columns, rows, options) => renderHtmlPage('hfreuse', renderHtmlTable(columns, rows, options)),
} satisfies Record<string, RenderList>;

export type RowFormat = keyof typeof renderers;

/** Every format that any list of rows can be written in. */
export const rowFormats = Object.keys(renderers) as RowFormat[];

/**
 * Any plain records as text that ends with a newline. In JSON: `{"schemaVersion":1,"rows":[…]}` with the columns' keys.
 * @param columns in the order wanted; optional ones are left out where no row has them
 */
export const renderRows = (
  format: RowFormat,
  columns: readonly Column[],
  rows: readonly object[],
  options: RenderOptions = {},
): string => renderers[format](presentColumns(columns, rows), rows, options);
