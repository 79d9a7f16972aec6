import Table from 'cli-table3';
import { type Column, isFlat } from '../documents/column.ts';
import { plainText } from '../text.ts';
import { cellText, isNumeric } from './cells.ts';
import { type Decimals, noNumber, tableDecimals } from './format-number.ts';
import { wrapText } from './wrap-text.ts';

/** Rules above, below and under the headings, no lines between columns: narrow, and easy to cut up with awk. */
const chars = {
  ...{ top: '─', 'top-mid': '──', 'top-left': '', 'top-right': '' },
  ...{ mid: '─', 'mid-mid': '──', 'left-mid': '', 'right-mid': '' },
  ...{ bottom: '─', 'bottom-mid': '──', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', right: '', middle: '  ' },
};

/** The time that cli-table3 takes grows with the square of the rows, so long tables are made in pieces. */
const pieceRows = 50;

/** Blanks between two columns. */
const gap = 2;

/** How a table is written: bold headings only with `color`; a rule before each of some rows. */
interface TableOptions {
  decimals?: Decimals;
  color?: boolean;
  rules?: readonly number[];
}

/** Rows as a table for a terminal. Ends with a newline. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly object[],
  { decimals, color = false, rules = [] }: TableOptions = {},
): string {
  const flat = columns.filter(isFlat);
  const body = rows.map((row) => flat.map((column) => toCell(column, row, decimals ?? tableDecimals)));
  const head = flat.map(({ heading }) =>
    color ? `\u001b[1m${plainText(heading)}\u001b[22m` : plainText(heading),
  );
  const pieces = toPieces(body, rules);
  const aligns = flat.map((column) => (isNumeric(column) ? ('right' as const) : ('left' as const)));
  const widths = pieces.length < 2 ? undefined : flat.map((_, index) => columnWidth(head, body, index));
  const lines = layOut({ head, body: pieces[0]?.rows ?? [], aligns, widths });
  const bottom = pieces.length === 0 ? '' : (lines.pop() ?? '');
  for (const { rows: piece, isGroup } of pieces.slice(1)) {
    if (isGroup) lines.push(bottom);
    lines.push(...layOutRows({ head, body: piece, aligns, widths }));
  }
  return `${[...lines, bottom]
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

/** The first columns that fit side by side in a width; at least one. */
export function fitColumns(
  columns: readonly Column[],
  rows: readonly object[],
  { decimals, width }: { decimals?: Decimals; width: number },
): Column[] {
  const head = columns.map(({ heading }) => plainText(heading));
  const body = rows.map((row) => columns.map((column) => toCell(column, row, decimals ?? tableDecimals)));
  const fitting: Column[] = [];
  let used = 0;
  for (const [index, column] of columns.entries()) {
    used += columnWidth(head, body, index) + (index === 0 ? 0 : gap);
    if (used > width && fitting.length > 0) break;
    fitting.push(column);
  }
  return fitting;
}

function toCell(column: Column, row: object, decimals: Decimals): string {
  const text = cellText(column, row, decimals);
  if (text === null) return noNumber;
  return column.width === undefined ? plainText(text) : wrapText(plainText(text), column.width);
}

interface Layout {
  head: string[];
  body: string[][];
  aligns: ('left' | 'right')[];
  widths?: number[] | undefined;
}

function layOut({ head, body, aligns, widths }: Layout): string[] {
  const style = { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 };
  const table = new Table({ head, chars, style, colAligns: aligns, ...(widths && { colWidths: widths }) });
  table.push(...body);
  return table.toString().split('\n');
}

/**
 * The lines of rows in columns of known widths. Where every letter takes one place, as in nearly all rows, without
 * cli-table3: it takes fifty times as long, half a minute for 200,000 rows, in which no Ctrl-C is heard.
 */
function layOutRows(layout: Layout): string[] {
  const { body, aligns, widths } = layout;
  if (widths === undefined || !body.every((row) => row.every((cell) => narrow.test(cell)))) {
    return layOut(layout).slice(3, -1);
  }
  const pad = (cell: string, index: number): string =>
    aligns[index] === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  return body.map((row) => row.map(pad).join(chars.middle));
}

/** Letters of Western European languages, Greek, and the signs of our own tables: each takes one place. */
const narrow = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u0370-\u03FF\u2581-\u2588–—…→−≤≥]*$/;

/**
 * The width that the widest cell of a column needs. What may hold wide letters is asked of cli-table3, which knows them,
 * and takes a millisecond for each question.
 */
function columnWidth(head: string[], body: string[][], index: number): number {
  const cells = [head[index] ?? '', ...body.flatMap((row) => (row[index] ?? '').split('\n'))];
  const widest = cells.reduce((most, cell) => (narrow.test(cell) ? Math.max(most, cell.length) : most), 0);
  const others = [...new Set(cells.filter((cell) => !narrow.test(cell)))];
  return chunk(others).reduce((most, piece) => {
    const lines = layOut({ head: [''], body: piece.map((cell) => [cell]), aligns: ['left'] });
    return Math.max(most, (lines[0] ?? '').length);
  }, widest);
}

/** Groups of rows, and long ones in pieces. */
function toPieces(
  rows: readonly string[][],
  rules: readonly number[],
): { rows: string[][]; isGroup: boolean }[] {
  const starts = [0, ...rules].filter((start) => start < rows.length);
  return starts.flatMap((start, place) =>
    chunk(rows.slice(start, starts[place + 1] ?? rows.length)).map((piece, index) => ({
      rows: piece,
      isGroup: index === 0,
    })),
  );
}

const chunk = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / pieceRows) }, (_, index) =>
    items.slice(index * pieceRows, (index + 1) * pieceRows),
  );
