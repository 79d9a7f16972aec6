import type { Fact } from '../documents/report/report-facts.ts';
import { plainText } from '../text.ts';
import { pageWidth, wrapText } from './wrap-text.ts';

/** Facts as lines for a terminal, labels in one column, texts wrapped beside them. */
export function renderFacts(facts: readonly Fact[]): string {
  const width = Math.max(0, ...facts.map(({ label }) => label.length)) + 2;
  return facts
    .map(
      ({ label, text }) =>
        `${wrapText(label.padEnd(width) + plainText(text), pageWidth, ' '.repeat(width))}\n`,
    )
    .join('');
}

/** What the numbers cannot see, as a list for a terminal; nothing without warnings. */
export function renderWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return '';
  const items = warnings.map((warning) => `${wrapText(`  - ${plainText(warning)}`, pageWidth, '    ')}\n`);
  return `\nWhat these numbers cannot see:\n${items.join('')}`;
}
