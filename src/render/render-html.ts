import { type Column, cellText, isFlat } from '../documents/column.ts';
import type { Fact } from '../documents/report/report-facts.ts';
import { htmlText } from '../text.ts';
import { type Decimals, noNumber, tableDecimals } from './format-number.ts';

/** Rows as an HTML table, every text escaped. */
export function renderHtmlTable(
  columns: readonly Column[],
  rows: readonly object[],
  { decimals }: { decimals?: Decimals } = {},
): string {
  const flat = columns.filter(isFlat);
  const classes = flat.map(({ kind }) => (kind === 'text' || kind === 'structure' ? '' : ' class="number"'));
  const head = flat.map(({ heading }, index) => `<th scope="col"${classes[index]}>${htmlText(heading)}</th>`);
  const body = rows.map((row) => {
    const cells = flat.map((column, index) => {
      const text = cellText(column, row, decimals ?? tableDecimals) ?? noNumber;
      return `<td${classes[index]}>${htmlText(text)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>\n`;
  });
  return `<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('')}</tbody>\n</table>\n`;
}

const style = `body { font: 16px/1.45 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5rem 0 2rem; }
th, td { padding: 0.2rem 0.7rem; text-align: left; border-bottom: 1px solid #ddd; }
thead th { border-bottom: 2px solid #1a1a1a; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
dt { font-weight: bold; }
.warnings { border-left: 4px solid #b35900; padding-left: 2rem; }`;

/**
 * A whole page that needs nothing else: no script, no font, no picture from elsewhere.
 * @param title any text; it is escaped here
 * @param body HTML
 */
export const renderHtmlPage = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(title)}</title>
<style>
${style}
</style>
</head>
<body>
${body}</body>
</html>
`;

/** Facts as a list of definitions. */
export function renderHtmlFacts(facts: readonly Fact[]): string {
  const items = facts.map(({ label, text }) => `<dt>${htmlText(label)}</dt><dd>${htmlText(text)}</dd>\n`);
  return `<dl>\n${items.join('')}</dl>\n`;
}

/** What the numbers cannot see, as a list; nothing without warnings. */
export function renderHtmlWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return '';
  const items = warnings.map((warning) => `<li>${htmlText(warning)}</li>\n`);
  return `<h2>What these numbers cannot see</h2>\n<ul class="warnings">\n${items.join('')}</ul>\n`;
}
