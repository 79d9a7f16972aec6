import { type Column, halves, partsOf, readKey } from '../documents/column.ts';
import { type Decimals, formatNumber } from './format-number.ts';

/** A row's texts in a column, one for each CSV name and not yet made safe; null where there is no value. */
export function cellTexts(column: Column, row: object, decimals: Decimals): (string | null)[] {
  const value = readKey(row, column.key);
  if (column.kind === 'pair') {
    const pair: unknown[] = Array.isArray(value) ? value : [];
    return partsOf(column).map((part) => formatNumber(pair[halves.indexOf(part)], 'number', decimals));
  }
  if (column.toText !== undefined) {
    return [column.toText(value, (number) => formatNumber(number, 'number', decimals))];
  }
  if (column.kind === 'structure') return [];
  if (column.kind !== 'text') return [formatNumber(value, column.kind, decimals)];
  if (value === null || value === undefined) return [null];
  if (typeof value === 'number') return [formatNumber(value, 'number', null)];
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** A row's text in a column as a reader sees it: a pair in one cell; null where there is no value. */
export function cellText(column: Column, row: object, decimals: Decimals): string | null {
  const texts = cellTexts(column, row, decimals);
  const [first = null] = texts;
  if (texts.length < 2 || texts.every((text) => text === null)) return first;
  return `[${texts.map((text) => text ?? '').join(', ')}]`;
}

/** Words are aligned left, numbers right. */
export const isNumeric = ({ kind }: Column): boolean => kind !== 'text' && kind !== 'structure';
