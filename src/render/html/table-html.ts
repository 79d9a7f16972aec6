import { type Column, isFlat } from '../../documents/column.ts';
import type { Section } from '../../documents/page.ts';
import { htmlText } from '../../text.ts';
import { cellText, isNumeric } from '../cells.ts';
import { type Decimals, noNumber, tableDecimals } from '../format-number.ts';

/** How numbers are written. */
export interface HtmlOptions {
  decimals?: Decimals;
}

/** Tables whose numbers begin in one of the first columns and go on to the last state this once, not in every cell. */
export const mostWords = 8;

/** The column, from 1, that begins the numbers of a table; null where words follow them, or many come before. */
function firstNumber(columns: readonly Column[]): number | null {
  const words = columns.findIndex(isNumeric);
  return words >= 0 && words < mostWords && columns.slice(words).every(isNumeric) ? words + 1 : null;
}

/** Rows as a table in a box that scrolls where it is too wide; the title names the box for screen readers. */
export function tableHtml(
  { title, columns, rows, rules = [] }: Pick<Section, 'title' | 'columns' | 'rows' | 'rules'>,
  { decimals }: HtmlOptions,
): string {
  const flat = columns.filter(isFlat);
  const classes = flat.map((column) => (isNumeric(column) ? ' class="number"' : ''));
  const head = flat.map(({ heading }, index) => `<th scope="col"${classes[index]}>${htmlText(heading)}</th>`);
  const first = firstNumber(flat);
  // A cell ends where the next one begins, as HTML has it: data tables are a third of a page.
  const body = rows.map((row, place) => {
    const cells = flat.map((column, index) => {
      const text = cellText(column, row, decimals ?? tableDecimals) ?? noNumber;
      return `<td${first === null ? classes[index] : ''}>${htmlText(text)}`;
    });
    return `<tr${rules.includes(place) ? ' class="group"' : ''}>${cells.join('')}</tr>\n`;
  });
  return `<div class="wide" tabindex="0" role="region" aria-label="${htmlText(title)}">
<table${first === null ? '' : ` class="from-${first}"`}>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('')}</tbody>\n</table>
</div>\n`;
}
