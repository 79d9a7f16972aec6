import { isFlat } from '../documents/column.ts';
import type { Page, Section } from '../documents/page.ts';
import { htmlText } from '../text.ts';
import { cellText, isNumeric } from './cells.ts';
import { type Decimals, noNumber, tableDecimals } from './format-number.ts';

/** How numbers are written. */
interface HtmlOptions {
  decimals?: Decimals;
}

const style = `body { font: 16px/1.45 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5rem 0 2rem; }
th, td { padding: 0.2rem 0.7rem; text-align: left; border-bottom: 1px solid #ddd; }
thead th { border-bottom: 2px solid #1a1a1a; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.group td { border-top: 2px solid #1a1a1a; }
dt { font-weight: bold; }
.warnings { border-left: 4px solid #b35900; padding-left: 2rem; }`;

/** A page that needs nothing else: no script, no font, no picture from elsewhere; every text is escaped. */
export const renderHtml = (page: Page, options: HtmlOptions = {}): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(page.title === '' ? 'hfreuse' : page.title)}</title>
<style>
${style}
</style>
</head>
<body>
${renderBody(page, options)}</body>
</html>
`;

function renderBody(page: Page, options: HtmlOptions): string {
  const details = [
    renderFacts(page.facts),
    page.warnings.length === 0 ? '' : '<h2>What these numbers cannot see</h2>\n',
    renderList(page.warnings, ' class="warnings"'),
  ];
  const tables = [
    page.none === '' ? '' : `<p>${htmlText(page.none)}</p>\n`,
    ...page.sections.map((section) => renderSection(section, options)),
    renderFacts(page.words ?? []),
  ];
  return [
    page.title === '' ? '' : `<h1>${htmlText(page.title)}</h1>\n`,
    ...(page.lead ?? []).map((sentence) => `<p>${htmlText(sentence)}</p>\n`),
    ...(page.detailsBelow === true ? [...tables, ...details] : [...details, ...tables]),
  ].join('');
}

function renderFacts(facts: Page['facts']): string {
  const items = facts.map(({ label, text }) => `<dt>${htmlText(label)}</dt><dd>${htmlText(text)}</dd>\n`);
  return items.length === 0 ? '' : `<dl>\n${items.join('')}</dl>\n`;
}

function renderSection(section: Section, options: HtmlOptions): string {
  const { title, notes } = section;
  const head = title === '' ? '' : `<h2>${htmlText(title)}</h2>\n`;
  return `${head}<div class="wide">\n${renderRows(section, options)}</div>\n${renderList(notes)}`;
}

function renderList(items: readonly string[], attributes = ''): string {
  const lines = items.map((item) => `<li>${htmlText(item)}</li>\n`);
  return lines.length === 0 ? '' : `<ul${attributes}>\n${lines.join('')}</ul>\n`;
}

/** Rows as a table. */
function renderRows({ columns, rows, rules = [] }: Section, { decimals }: HtmlOptions): string {
  const flat = columns.filter(isFlat);
  const classes = flat.map((column) => (isNumeric(column) ? ' class="number"' : ''));
  const head = flat.map(({ heading }, index) => `<th scope="col"${classes[index]}>${htmlText(heading)}</th>`);
  const body = rows.map((row, place) => {
    const cells = flat.map((column, index) => {
      const text = cellText(column, row, decimals ?? tableDecimals) ?? noNumber;
      return `<td${classes[index]}>${htmlText(text)}</td>`;
    });
    return `<tr${rules.includes(place) ? ' class="group"' : ''}>${cells.join('')}</tr>\n`;
  });
  return `<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('')}</tbody>\n</table>\n`;
}
