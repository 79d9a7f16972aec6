import { markdownTable } from 'markdown-table';
import { type Column, cellText, isFlat } from '../documents/column.ts';
import type { Fact } from '../documents/report/report-facts.ts';
import { markdownText } from '../text.ts';
import { type Decimals, noNumber, tableDecimals } from './format-number.ts';

/** Rows as a GitHub table, numbers to the right. Ends with a newline. `aligned` false: cells are not filled up with blanks. */
export function renderMarkdown(
  columns: readonly Column[],
  rows: readonly object[],
  { decimals, aligned = true }: { decimals?: Decimals; aligned?: boolean } = {},
): string {
  const flat = columns.filter(isFlat);
  const head = flat.map(({ heading }) => markdownText(heading));
  const body = rows.map((row) =>
    flat.map((column) => markdownText(cellText(column, row, decimals ?? tableDecimals) ?? noNumber)),
  );
  const align = flat.map(({ kind }) => (kind === 'text' || kind === 'structure' ? 'l' : 'r'));
  return `${markdownTable([head, ...body], { align, alignDelimiters: aligned && rows.length <= 1000 })}\n`;
}

/** Facts as a list. */
export const renderMarkdownFacts = (facts: readonly Fact[]): string =>
  facts.map(({ label, text }) => `- **${markdownText(label)}**: ${markdownText(text)}\n`).join('');

/** What the numbers cannot see, as a list; nothing without warnings. */
export function renderMarkdownWarnings(warnings: readonly string[]): string {
  const items = warnings.map((warning) => `- ${markdownText(warning)}\n`);
  return items.length === 0 ? '' : `\n**What these numbers cannot see**\n\n${items.join('')}`;
}
