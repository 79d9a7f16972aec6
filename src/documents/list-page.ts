import { type Column, pickKeys, presentColumns } from './column.ts';
import type { Page } from './page.ts';

/**
 * A list of plain records and nothing else. In JSON: `{"schemaVersion":1,"rows":[…]}` with the columns' keys.
 * @param columns in the order wanted; those on request are left out where no row has them
 */
export function toListPage(columns: readonly Column[], rows: readonly object[]): Page {
  const shown = presentColumns(columns, rows);
  return {
    ...{ title: '', facts: [], warnings: [], none: '' },
    sections: [{ title: '', columns: shown, rows, notes: [] }],
    table: { columns: shown, rows },
    json: { schemaVersion: 1, rows: pickKeys(shown, rows) },
  };
}
