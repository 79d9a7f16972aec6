/**
 * `count` whole numbers · `number` and `share` (0–1) any numbers · `text` · `pair` [low, high], two columns in CSV ·
 * `structure` in JSON only, unless `toText` writes it as text.
 */
export type ColumnKind = 'count' | 'number' | 'share' | 'text' | 'pair' | 'structure';

/** Writes a number as the format that asks has it; null where the number does not exist. */
export type WriteNumber = (value: unknown) => string | null;

/** How one column of a table is laid out, for every format. */
export interface Column {
  /** The JSON name; the CSV name is the same in snake_case. */
  key: string;
  /** The CSV name, where it is not that. */
  csvName?: string;
  /** Its heading in tables. */
  heading: string;
  kind: ColumnKind;
  /** The option that asks for it: without it no row has the key, and there is no column. */
  request?: string;
  /** Of a pair, one half only. */
  part?: 'low' | 'high';
  /** Left out of terminal tables, which have little room. */
  offTerminal?: boolean;
  /** Left out of terminal tables that are narrower. */
  leastWidth?: number;
  /** Text is wrapped at this many characters in terminal tables. */
  width?: number;
  /** Of a structured value: the columns that it is in CSV and TSV, its name before theirs, in place of a text. */
  flat?: { columns: readonly Column[]; toRow: (value: unknown) => object };
  /** A structured value as text, for all formats but JSON. */
  toText?: (value: unknown, writeNumber: WriteNumber) => string | null;
}

/** Both ends of a pair, in their order. */
export const halves = ['low', 'high'] as const;

/** `top1PctShare` → `top1_pct_share`. */
export const toSnakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The CSV names of a column: two for a pair, none for what only JSON can hold. */
export function csvNames(column: Column): string[] {
  const name = column.csvName ?? toSnakeCase(column.key);
  if (column.kind === 'pair') return partsOf(column).map((part) => `${name}_${part}`);
  if (column.flat !== undefined) return column.flat.columns.flatMap(csvNames).map((own) => `${name}_${own}`);
  return isFlat(column) ? [name] : [];
}

/** The ends of a pair that a column shows: both, unless it is a half. */
export const partsOf = ({ part }: Column): readonly ('low' | 'high')[] =>
  part === undefined ? halves : [part];

/** Whether a format other than JSON can have a column. */
export const isFlat = ({ kind, toText }: Column): boolean => kind !== 'structure' || toText !== undefined;

/** The column of that JSON or CSV name, letter for letter; the name of one half of a pair gives that half. */
export function findColumnIn<Any extends Column>(columns: readonly Any[], name: string): Any | undefined {
  for (const column of columns) {
    if (column.key === name || toSnakeCase(column.key) === name) return column;
    if (column.kind !== 'pair') continue;
    const part = halves.find((half) => `${toSnakeCase(column.key)}_${half}` === name);
    if (part !== undefined) return { ...column, part };
  }
  return undefined;
}

/** The columns that rows have something for: those on request only where some row has the key. */
export const presentColumns = (columns: readonly Column[], rows: readonly object[]): Column[] =>
  columns.filter(({ key, request }) => request === undefined || rows.some((row) => key in row));

/** A row's value under a JSON name. */
export const readKey = (row: object, key: string): unknown => (row as Record<string, unknown>)[key];

/** The columns in which any row has something, for a table that is read; all of them where there is no row. */
export const filledColumns = (columns: readonly Column[], rows: readonly object[]): Column[] =>
  columns.filter(({ key }) => rows.length === 0 || rows.some((row) => (readKey(row, key) ?? null) !== null));

/** Rows with the keys of some columns only, in their order; a value that is not there is null. */
export const pickKeys = (columns: readonly Column[], rows: readonly object[]): Record<string, unknown>[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns
        .filter(({ key, request }) => request === undefined || key in row)
        .map(({ key }) => [key, readKey(row, key) ?? null]),
    ),
  );
