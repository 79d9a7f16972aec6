import { type Column, csvNames, readKey } from './column.ts';
import type { Page, Section } from './page.ts';
import type { DescribedColumn, Table } from './table.ts';

/** The codebook's line on one column; what does not apply is null. */
export interface CodebookLine {
  name: string;
  /** Its names in CSV; none where only JSON holds it. Null for a table that is never CSV. */
  csv: string[] | null;
  meaning: string;
  unit: string;
  formula: string | null;
  population: string | null;
  reference: string | null;
  emptyWhen: string;
  /** The option without which there is no such column. */
  onRequest: string | null;
  /** Every word that it can be, where they are few. */
  values: readonly string[] | null;
}

/** What the columns of tables mean, as data. */
export interface CodebookDocument {
  schemaVersion: 1;
  tables: { table: string; command: string; columns: CodebookLine[] }[];
}

const columns: readonly Column[] = [
  { key: 'name', heading: 'name', kind: 'text' },
  {
    key: 'csv',
    heading: 'in CSV',
    kind: 'structure',
    // The names in snake_case.
    offTerminal: true,
    toText: (names) => (Array.isArray(names) && names.length > 0 ? names.join(' ') : null),
  },
  { key: 'meaning', heading: 'meaning', kind: 'text', width: 40 },
  { key: 'unit', heading: 'unit', kind: 'text', width: 14 },
  { key: 'formula', heading: 'formula', kind: 'text', width: 24 },
  { key: 'population', heading: 'population', kind: 'text', width: 20 },
  { key: 'reference', heading: 'reference', kind: 'text', width: 18 },
  { key: 'emptyWhen', heading: 'empty when', kind: 'text', width: 24 },
];

/** The codebook of some tables. */
export function toCodebookPage(tables: readonly Table[]): Page {
  return {
    title: '',
    facts: [],
    warnings: [],
    none: '',
    sections: tables.map(toSection),
    table: { columns, rows: tables.flatMap(toLines) },
    json: toCodebookDocument(tables),
  };
}

/** The whole of `codebook --format json`, of some tables. */
export const toCodebookDocument = (tables: readonly Table[]): CodebookDocument => ({
  schemaVersion: 1,
  tables: tables.map((table) => ({ table: table.name, command: table.command, columns: toLines(table) })),
});

const toLines = (table: Table): CodebookLine[] => table.columns.map((column) => toLine(table, column));

const toLine = (table: Table, column: DescribedColumn): CodebookLine => ({
  name: column.key,
  csv: table.csv === true ? csvNames(column) : null,
  meaning: column.meaning,
  unit: column.unit,
  formula: column.formula || null,
  population: column.population || null,
  reference: column.reference || null,
  emptyWhen: column.emptyWhen,
  onRequest: column.request ?? null,
  values: column.values ?? null,
});

/** For readers: an option that a column needs is given with its emptiness, and what no line has is left out. */
function toSection(table: Table): Section {
  const lines = toLines(table).map((line) => ({
    ...line,
    emptyWhen: line.onRequest === null ? line.emptyWhen : `${line.emptyWhen}; only with ${line.onRequest}`,
  }));
  return {
    title: `${table.name}: hfreuse ${table.command}`,
    columns: columns.filter(({ key }) => lines.some((line) => readKey(line, key) !== null)),
    rows: lines,
    notes: [],
  };
}
