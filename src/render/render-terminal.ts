import { type Column, isFlat } from '../documents/column.ts';
import type { Fact, Page, Section } from '../documents/page.ts';
import { plainText } from '../text.ts';
import type { Decimals } from './format-number.ts';
import { fitColumns, renderTable } from './render-table.ts';
import { wrapText } from './wrap-text.ts';

/** How a page is written for a terminal: bold only with `color`; tables whole, unless a width is given. */
interface TerminalOptions {
  decimals?: Decimals;
  color?: boolean;
  width?: number;
  fixedWidth?: boolean;
}

/** Prose wraps, also where tables need not fit. */
const proseWidth = 100;

/** A page for a terminal: what it comes to, the tables, what was counted, and what cannot be seen. */
export function renderTerminal(page: Page, options: TerminalOptions = {}): string {
  const width = options.width ?? proseWidth;
  const lead = (page.lead ?? []).map((sentence) => `${wrapText(plainText(sentence), width, '  ')}\n`);
  const details = [
    renderFacts(page.facts, width),
    renderList('What these numbers cannot see:', page.warnings, width),
  ];
  const tables = [
    page.none === '' ? '' : `${wrapText(plainText(page.none), width)}\n`,
    ...page.sections.map((section) => renderSection(section, options)),
    renderFacts(page.words ?? [], width),
  ];
  const parts = page.detailsBelow === true ? [...tables, ...details] : [...details, ...tables];
  return [lead.join(''), ...parts].filter((part) => part !== '').join('\n');
}

function renderSection(
  { title, columns, rows, notes, rules = [] }: Section,
  options: TerminalOptions,
): string {
  const width = options.width ?? proseWidth;
  const shown = columns.filter(
    (column) => column.offTerminal !== true && (column.leastWidth ?? 0) <= width && isFlat(column),
  );
  const fitting =
    options.width === undefined ? shown : fitColumns(shown, rows, { ...options, width: options.width });
  const all = [...notes, ...leftOutNote(shown.slice(fitting.length), width, options)];
  const head = wrapText(plainText(title), width)
    .split('\n')
    .map((line) => (options.color === true ? `\u001b[1m${line}\u001b[22m` : line));
  const lines = all.map((note) => `${wrapText(`  - ${plainText(note)}`, width, '    ')}\n`);
  return `${title === '' ? '' : `${head.join('\n')}\n`}${renderTable(fitting, rows, { ...options, rules })}${lines.join('')}`;
}

function leftOutNote(
  columns: readonly Column[],
  width: number,
  { fixedWidth = false }: TerminalOptions,
): string[] {
  if (columns.length === 0) return [];
  const names = columns.map(({ heading }) => heading).join(', ');
  const more = fixedWidth ? '' : '--width <n> for more; ';
  return [`left out to fit ${width} characters: ${names} (${more}csv and json have every column)`];
}

/** Facts as lines, labels in one column, texts wrapped beside them. */
function renderFacts(facts: readonly Fact[], width: number): string {
  const indent = Math.max(0, ...facts.map(({ label }) => label.length)) + 2;
  return facts
    .map(
      ({ label, text }) => `${wrapText(label.padEnd(indent) + plainText(text), width, ' '.repeat(indent))}\n`,
    )
    .join('');
}

/** A list under a heading; nothing where it is empty. */
function renderList(title: string, items: readonly string[], width: number): string {
  if (items.length === 0) return '';
  const lines = items.map((item) => `${wrapText(`  - ${plainText(item)}`, width, '    ')}\n`);
  return `${title}\n${lines.join('')}`;
}
