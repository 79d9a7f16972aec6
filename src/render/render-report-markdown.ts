import type { Column } from '../documents/column.ts';
import { reportFacts, toBlocks } from '../documents/report/report-facts.ts';
import type { ReportDocument } from '../documents/report/report-row.ts';
import { toSections } from '../documents/report/report-sections.ts';
import { markdownText } from '../text.ts';
import { renderMarkdownFacts, renderMarkdownWarnings } from './render-markdown.ts';
import { type RenderOptions, renderRows } from './render-rows.ts';

/** A report in GitHub's Markdown: the same facts, warnings and tables as on a terminal. */
export function renderReportMarkdown(
  document: ReportDocument,
  columns: readonly Column[],
  options: RenderOptions = {},
): string {
  const facts = renderMarkdownFacts(reportFacts(document));
  const warnings = renderMarkdownWarnings(document.warnings);
  const blocks = toBlocks(document.rows).map(
    ({ title, rows }) => `\n## ${markdownText(title)}\n\n${renderRows('markdown', columns, rows, options)}`,
  );
  const none =
    blocks.length === 0 ? '\nNo row: no task that was asked for has a member in the snapshot.\n' : '';
  const sections = toSections(document, options).map(({ title, columns: theirs, rows, notes }) => {
    const lines = notes.map((note) => `- ${markdownText(note)}\n`);
    const beneath = lines.length === 0 ? '' : `\n${lines.join('')}`;
    return `\n## ${markdownText(title)}\n\n${renderRows('markdown', theirs, rows, options)}${beneath}`;
  });
  const tables = [...blocks, ...sections].join('');
  return `# Reuse on the Hugging Face Hub\n\n${facts}${warnings}${none}${tables}`;
}
