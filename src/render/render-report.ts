import { type Column, presentColumns } from '../documents/column.ts';
import { chooseColumns, reportColumns } from '../documents/report/report-columns.ts';
import { tableColumns } from '../documents/report/report-facts.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { instead } from '../documents/report/report-sections.ts';
import { pickKeys, renderJson } from './render-json.ts';
import { renderReportHtml } from './render-report-html.ts';
import { renderReportMarkdown } from './render-report-markdown.ts';
import { renderReportTable } from './render-report-table.ts';
import { type RenderOptions, renderRows } from './render-rows.ts';

/** `columns`: JSON or CSV names, in the order wanted; without them each format has its own choice. */
export interface ReportRenderOptions extends RenderOptions {
  columns?: readonly string[];
}

type RenderReport = (document: ReportDocument, chosen: Column[] | null, options: RenderOptions) => string;

const renderers: Record<string, RenderReport> = {
  table: (document, chosen, options) => renderReportTable(document, chosen ?? tableColumns, options),
  csv: (document, chosen, options) => renderOneTable('csv', document, chosen, options),
  tsv: (document, chosen, options) => renderOneTable('tsv', document, chosen, options),
  json: (document, chosen) => renderReportJson(document, chosen),
  markdown: (document, chosen, options) => renderReportMarkdown(document, chosen ?? tableColumns, options),
  html: (document, chosen, options) => renderReportHtml(document, chosen ?? tableColumns, options),
};

/** Every format of `report`. */
export const reportFormats = Object.keys(renderers);

/**
 * A report as text that ends with a newline.
 * @throws RangeError on a format or a column that does not exist; `refuseColumns` says so beforehand
 */
export function renderReport(
  format: string,
  document: ReportDocument,
  options: ReportRenderOptions = {},
): string {
  const render = renderers[format];
  if (render === undefined) throw new RangeError(`no report format ${JSON.stringify(format)}`);
  const { columns, ...rest } = options;
  return render(document, columns === undefined ? null : chooseColumns(columns), rest);
}

/** The ordinary rows; or, where another table was asked for, that one alone. */
function renderOneTable(
  format: 'csv' | 'tsv',
  document: ReportDocument,
  chosen: Column[] | null,
  options: RenderOptions,
): string {
  const { columns, rows } = instead(document) ?? { columns: chosen ?? reportColumns, rows: document.rows };
  return renderRows(format, columns, rows, options);
}

/** The document as the contract has it; with chosen columns its rows hold their keys only. */
function renderReportJson(document: ReportDocument, chosen: Column[] | null): string {
  if (chosen === null) return renderJson(document);
  return renderJson({ ...document, rows: pickKeys(presentColumns(chosen, document.rows), document.rows) });
}
