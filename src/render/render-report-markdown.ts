import type { ReportDocument } from '../study/report-row.ts';
import type { Column } from './column.ts';
import { type RenderOptions, renderRows } from './render-rows.ts';
import { reportFacts, toBlocks } from './report-facts.ts';
import { toSections } from './report-sections.ts';
import { markdownText } from './safe-text.ts';

/** A report in GitHub's Markdown: the same facts, warnings and tables as on a terminal. */
export function renderReportMarkdown(
  document: ReportDocument,
  columns: readonly Column[],
  options: RenderOptions = {},
): string {
  const facts = reportFacts(document).map(
    ({ label, text }) => `- **${markdownText(label)}**: ${markdownText(text)}\n`,
  );
  const items = document.warnings.map((warning) => `- ${markdownText(warning)}\n`);
  const warnings = items.length === 0 ? '' : `\n**What these numbers cannot see**\n\n${items.join('')}`;
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
  return `# Reuse on the Hugging Face Hub\n\n${facts.join('')}${warnings}${none}${tables}`;
}
