import { type Column, presentColumns } from '../documents/column.ts';
import { reportFacts, toBlocks } from '../documents/report/report-facts.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { toSections } from '../documents/report/report-sections.ts';
import { htmlText } from '../text.ts';
import { renderHtmlFacts, renderHtmlPage, renderHtmlTable, renderHtmlWarnings } from './render-html.ts';
import type { RenderOptions } from './render-rows.ts';

/** A report as one self-contained page: the same facts, warnings and tables as on a terminal. */
export function renderReportHtml(
  document: ReportDocument,
  columns: readonly Column[],
  options: RenderOptions = {},
): string {
  const facts = renderHtmlFacts(reportFacts(document));
  const warnings = renderHtmlWarnings(document.warnings);
  const blocks = toBlocks(document.rows).map(({ title, rows }) => {
    const table = renderHtmlTable(presentColumns(columns, rows), rows, options);
    return `<h2>${htmlText(title)}</h2>\n<div class="wide">\n${table}</div>\n`;
  });
  const sections = toSections(document, options).map(({ title, columns: theirs, rows, notes }) => {
    const table = `<h2>${htmlText(title)}</h2>\n<div class="wide">\n${renderHtmlTable(theirs, rows, options)}</div>\n`;
    const lines = notes.map((note) => `<li>${htmlText(note)}</li>\n`);
    return lines.length === 0 ? table : `${table}<ul>\n${lines.join('')}</ul>\n`;
  });
  const none =
    blocks.length === 0 ? '<p>No row: no task that was asked for has a member in the snapshot.</p>\n' : '';
  const title = 'Reuse on the Hugging Face Hub';
  return renderHtmlPage(
    title,
    `<h1>${title}</h1>\n${facts}${warnings}${none}${[...blocks, ...sections].join('')}`,
  );
}
