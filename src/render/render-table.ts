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

/** Rows as a table for a terminal. Bold headings only with `color`. Ends with a newline. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly object[],
  { decimals, color = false }: { decimals?: Decimals; color?: boolean } = {},
): string {
  const flat = columns.filter(isFlat);
  const body = rows.map((row) => flat.map((column) => toCell(column, row, decimals ?? tableDecimals)));
  const head = flat.map(({ heading }) =>
    color ? `\u001b[1m${plainText(heading)}\u001b[22m` : plainText(heading),
  );
  const pieces = toPieces(body);
  const aligns = flat.map((column) => (isNumeric(column) ? ('right' as const) : ('left' as const)));
  const widths = pieces.length < 2 ? undefined : flat.map((_, index) => columnWidth(head, body, index));
  const lines = layOut({ head, body: pieces[0] ?? [], aligns, widths });
  const bottom = pieces.length === 0 ? '' : (lines.pop() ?? '');
  for (const piece of pieces.slice(1))
    lines.push(...layOut({ head, body: piece, aligns, widths }).slice(3, -1));
  return `${[...lines, bottom]
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
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

/** The width that the widest cell of a column needs, asked of cli-table3, which knows wide characters. */
function columnWidth(head: string[], body: string[][], index: number): number {
  const cells = body.flatMap((row) => (row[index] ?? '').split('\n'));
  // Of plain ASCII lines only the longest can matter.
  const ascii = cells.filter((cell) => /^[ -~]*$/.test(cell));
  const longest = ascii.reduce((best, cell) => (cell.length > best.length ? cell : best), '');
  const others = cells.filter((cell) => !/^[ -~]*$/.test(cell));
  return toPieces([longest, ...new Set(others)]).reduce((widest, piece) => {
    const lines = layOut({ head: [head[index] ?? ''], body: piece.map((cell) => [cell]), aligns: ['left'] });
    return Math.max(widest, (lines[0] ?? '').length);
  }, 0);
}

const toPieces = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / pieceRows) }, (_, index) =>
    items.slice(index * pieceRows, (index + 1) * pieceRows),
  );
