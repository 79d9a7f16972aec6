import type { Fact, Page, Section } from '../documents/page.ts';
import { plainText } from '../text.ts';
import type { Decimals } from './format-number.ts';
import { renderTable } from './render-table.ts';
import { pageWidth, wrapText } from './wrap-text.ts';

/** How a page is written for a terminal: bold only with `color`. */
interface TerminalOptions {
  decimals?: Decimals;
  color?: boolean;
}

/** A page for a terminal: what was counted, what cannot be seen, and the tables. */
export function renderTerminal(page: Page, options: TerminalOptions = {}): string {
  const none = page.none === '' ? '' : `\n${page.none}\n`;
  const sections = page.sections.map((section) => `\n${renderSection(section, options)}`);
  const text = [renderFacts(page.facts), renderWarnings(page.warnings), none, ...sections].join('');
  return text.replace(/^\n/, '');
}

function renderSection({ title, columns, rows, notes }: Section, options: TerminalOptions): string {
  const safe = plainText(title);
  const head = options.color === true ? `\u001b[1m${safe}\u001b[22m` : safe;
  const shown = columns.filter(({ offTerminal }) => offTerminal !== true);
  const lines = notes.map((note) => `${wrapText(`  - ${plainText(note)}`, pageWidth, '    ')}\n`);
  return `${title === '' ? '' : `${head}\n`}${renderTable(shown, rows, options)}${lines.join('')}`;
}

/** Facts as lines, labels in one column, texts wrapped beside them. */
function renderFacts(facts: readonly Fact[]): string {
  const width = Math.max(0, ...facts.map(({ label }) => label.length)) + 2;
  return facts
    .map(
      ({ label, text }) =>
        `${wrapText(label.padEnd(width) + plainText(text), pageWidth, ' '.repeat(width))}\n`,
    )
    .join('');
}

/** What the numbers cannot see, as a list; nothing without warnings. */
function renderWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return '';
  const items = warnings.map((warning) => `${wrapText(`  - ${plainText(warning)}`, pageWidth, '    ')}\n`);
  return `\nWhat these numbers cannot see:\n${items.join('')}`;
}
