import { markdownTable } from 'markdown-table';
import { type Column, isFlat } from '../documents/column.ts';
import type { Page, Section } from '../documents/page.ts';
import { markdownText } from '../text.ts';
import { cellText, isNumeric } from './cells.ts';
import { type Decimals, noNumber, tableDecimals } from './format-number.ts';

/** How numbers are written. */
interface MarkdownOptions {
  decimals?: Decimals;
}

/** A page in GitHub's Markdown. */
export function renderMarkdown(page: Page, options: MarkdownOptions = {}): string {
  const details = [
    renderFacts(page.facts),
    page.warnings.length === 0 ? '' : '**What these numbers cannot see**\n',
    renderList(page.warnings.map(markdownText)),
  ];
  const tables = [
    page.none === '' ? '' : `${markdownText(page.none)}\n`,
    ...page.sections.flatMap((section) => renderSection(section, options)),
    renderFacts(page.words ?? []),
  ];
  const parts = [
    page.title === '' ? '' : `# ${markdownText(page.title)}\n`,
    ...(page.lead ?? []).map((sentence) => `${markdownText(sentence)}\n`),
    ...(page.detailsBelow === true ? [...tables, ...details] : [...details, ...tables]),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const renderFacts = (facts: Page['facts']): string =>
  renderList(facts.map(({ label, text }) => `**${markdownText(label)}**: ${markdownText(text)}`));

const renderList = (items: readonly string[]): string => items.map((item) => `- ${item}\n`).join('');

const renderSection = ({ title, columns, rows, notes }: Section, options: MarkdownOptions): string[] => [
  title === '' ? '' : `## ${markdownText(title)}\n`,
  renderRows(columns, rows, options),
  renderList(notes.map(markdownText)),
];

/** Rows as a GitHub table, numbers to the right. */
function renderRows(
  columns: readonly Column[],
  rows: readonly object[],
  { decimals }: MarkdownOptions,
): string {
  const flat = columns.filter(isFlat);
  const head = flat.map(({ heading }) => markdownText(heading));
  const body = rows.map((row) =>
    flat.map((column) => markdownText(cellText(column, row, decimals ?? tableDecimals) ?? noNumber)),
  );
  const align = flat.map((column) => (isNumeric(column) ? 'r' : 'l'));
  // Cells are not filled up with blanks where they hold sentences, or where there are many of them.
  const alignDelimiters = rows.length <= 1000 && flat.every(({ width }) => width === undefined);
  return `${markdownTable([head, ...body], { align, alignDelimiters })}\n`;
}
