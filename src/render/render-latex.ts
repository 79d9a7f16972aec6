import { type Column, isFlat } from '../documents/column.ts';
import type { Page, Section } from '../documents/page.ts';
import { latexText, plainText } from '../text.ts';
import { cellText, isNumeric } from './cells.ts';
import { type Decimals, noNumber, tableDecimals } from './format-number.ts';

/** How numbers are written. */
interface LatexOptions {
  decimals?: Decimals;
}

/**
 * The tables of a page for LaTeX with the package booktabs, each in a `table` with its title as caption; sentences, facts
 * and warnings are comments.
 */
export function renderLatex(page: Page, options: LatexOptions = {}): string {
  const comments = [
    '\\usepackage{booktabs}',
    ...(page.lead ?? []),
    ...(page.none === '' ? [] : [page.none]),
    ...page.facts.map(({ label, text }) => `${label}: ${text}`),
    ...page.warnings,
  ].map((line) => `% ${plainText(line)}\n`);
  const tables = page.sections.map((section) => `\n${renderSection(section, options)}`);
  return [...comments, ...tables].join('');
}

function renderSection(
  { title, columns, rows, notes, rules = [] }: Section,
  { decimals }: LatexOptions,
): string {
  const flat = columns.filter((column) => isFlat(column));
  const toCells = (texts: readonly string[]) => `${texts.map(latexText).join(' & ')} \\\\`;
  const body = rows.map((row, place) => {
    const cells = toCells(flat.map((column) => cellText(column, row, decimals ?? tableDecimals) ?? noNumber));
    return `${rules.includes(place) ? '\\midrule\n' : ''}${cells}`;
  });
  return [
    '\\begin{table}',
    ...(title === '' ? [] : [`\\caption{${latexText(title)}}`]),
    `\\begin{tabular}{${flat.map(alignOf).join('')}}`,
    '\\toprule',
    toCells(flat.map(({ heading }) => heading)),
    '\\midrule',
    ...body,
    '\\bottomrule',
    '\\end{tabular}',
    ...notes.map((note) => `\\par ${latexText(note)}`),
    '\\end{table}\n',
  ].join('\n');
}

const alignOf = (column: Column): string => (isNumeric(column) ? 'r' : 'l');
