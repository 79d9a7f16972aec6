import { type Column, readKey } from '../documents/column.ts';
import { jsonText } from '../text.ts';

/** The one form of JSON: two spaces, keys as the document has them, a newline at the end, nothing invisible in it. */
export const renderJson = (document: unknown): string => `${jsonText(JSON.stringify(document, null, 2))}\n`;

/** Rows with the keys of some columns only, in their order; a value that is not there is null. */
export const pickKeys = (columns: readonly Column[], rows: readonly object[]): Record<string, unknown>[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns
        .filter(({ key, optional }) => optional !== true || key in row)
        .map(({ key }) => [key, readKey(row, key) ?? null]),
    ),
  );
