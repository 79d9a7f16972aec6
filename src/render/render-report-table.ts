import type { Column } from '../documents/column.ts';
import { reportFacts, toBlocks } from '../documents/report/report-facts.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { toSections } from '../documents/report/report-sections.ts';
import { plainText } from '../text.ts';
import { renderFacts, renderWarnings } from './render-facts.ts';
import { type RenderOptions, renderRows } from './render-rows.ts';
import { pageWidth, wrapText } from './wrap-text.ts';

/** A report for a terminal: what was counted, what cannot be seen, and a table per question, measure and modality. */
export function renderReportTable(
  document: ReportDocument,
  columns: readonly Column[],
  options: RenderOptions = {},
): string {
  const bold = (text: string) => (options.color === true ? `\u001b[1m${text}\u001b[22m` : text);
  const blocks = toBlocks(document.rows).map(
    ({ title, rows }) => `\n${bold(plainText(title))}\n${renderRows('table', columns, rows, options)}`,
  );
  const tables =
    blocks.length === 0 ? '\nNo row: no task that was asked for has a member in the snapshot.\n' : '';
  const sections = toSections(document, options).map(({ title, columns: theirs, rows, notes }) => {
    const lines = notes.map((note) => `${wrapText(`  - ${plainText(note)}`, pageWidth, '    ')}\n`);
    return `\n${bold(plainText(title))}\n${renderRows('table', theirs, rows, options)}${lines.join('')}`;
  });
  const facts = renderFacts(reportFacts(document)) + renderWarnings(document.warnings);
  return [facts, tables, ...blocks, ...sections].join('');
}
