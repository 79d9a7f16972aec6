import { type Decimals, formatNumber } from '../render/format-number.ts';

/**
 * `count` whole numbers · `number` and `share` (0–1) any numbers · `text` · `pair` [low, high], two columns in CSV ·
 * `structure` in JSON only, unless `toText` says how it is written.
 */
export type ColumnKind = 'count' | 'number' | 'share' | 'text' | 'pair' | 'structure';

/** One column of a table, for every format. */
export interface Column {
  /** The JSON name; the CSV name is the same in snake_case. */
  key: string;
  /** What stands above it in tables. */
  heading: string;
  kind: ColumnKind;
  /** Shown only where a row has the key: what is computed on request. */
  optional?: boolean;
  /** Of an optional column, the option that asks for it. */
  request?: string;
  /** Of a pair, one half only. */
  part?: 'low' | 'high';
  /** Text is wrapped at so many characters in terminal tables. */
  width?: number;
  /** A structured value as text, for all formats but JSON. */
  toText?: (value: unknown) => string | null;
}

const halves = ['low', 'high'] as const;

/** `top1PctShare` → `top1_pct_share`. */
export const toSnakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The CSV names of a column: two for a pair, none for what only JSON can hold. */
export function csvNames(column: Column): string[] {
  const name = toSnakeCase(column.key);
  if (column.kind === 'pair') return partsOf(column).map((part) => `${name}_${part}`);
  return isFlat(column) ? [name] : [];
}

const partsOf = ({ part }: Column): readonly ('low' | 'high')[] => (part === undefined ? halves : [part]);

/** Whether a column can stand in a format other than JSON. */
export const isFlat = ({ kind, toText }: Column): boolean => kind !== 'structure' || toText !== undefined;

/** The column of that JSON or CSV name, letter for letter; the name of one half of a pair gives that half. */
export function findColumnIn(columns: readonly Column[], name: string): Column | undefined {
  for (const column of columns) {
    if (column.key === name || toSnakeCase(column.key) === name) return column;
    if (column.kind !== 'pair') continue;
    const part = halves.find((half) => `${toSnakeCase(column.key)}_${half}` === name);
    if (part !== undefined) return { ...column, part };
  }
  return undefined;
}

/** The columns that rows have something for: optional ones only where some row has the key. */
export const presentColumns = (columns: readonly Column[], rows: readonly object[]): Column[] =>
  columns.filter(({ key, optional }) => optional !== true || rows.some((row) => key in row));

/** A row's value under a JSON name. */
export const readKey = (row: object, key: string): unknown => (row as Record<string, unknown>)[key];

/** A row's texts in a column, one for each CSV name and not yet made safe; null where there is no value. */
export function cellTexts(column: Column, row: object, decimals: Decimals): (string | null)[] {
  const value = readKey(row, column.key);
  if (column.kind === 'pair') {
    const pair: unknown[] = Array.isArray(value) ? value : [];
    return partsOf(column).map((part) => formatNumber(pair[halves.indexOf(part)], 'number', decimals));
  }
  if (column.toText !== undefined) return [column.toText(value)];
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
