import { auditColumns } from '../documents/audit/audit-columns.ts';
import type { CodebookTable } from '../documents/codebook.ts';
import { type Column, csvNames, readKey } from '../documents/column.ts';
import { comparisonColumns } from '../documents/comparison/comparison-columns.ts';
import type { Entry } from '../documents/entry.ts';
import { gridColumns } from '../documents/grid/grid-columns.ts';
import { reportColumns } from '../documents/report/report-columns.ts';
import { trendColumns } from '../documents/trend/trend-columns.ts';
import { renderJson } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTable } from './render-table.ts';

/** The formats of a codebook; `frictionless` is the Table Schema of the report's CSV. */
export const codebookFormats = ['table', 'markdown', 'json'] as const;

/** The tables that can be CSV, with their columns. */
const flatTables: Record<string, readonly Column[]> = {
  report: reportColumns,
  comparison: comparisonColumns,
  grid: gridColumns,
  trend: trendColumns,
  audit: auditColumns([]),
};

const columns: readonly Column[] = [
  { key: 'name', heading: 'name', kind: 'text' },
  { key: 'csv', heading: 'in CSV', kind: 'structure', toText: (names) => csvText(names) },
  { key: 'meaning', heading: 'meaning', kind: 'text', width: 40 },
  { key: 'unit', heading: 'unit', kind: 'text', width: 14 },
  { key: 'formula', heading: 'formula', kind: 'text', width: 24 },
  { key: 'population', heading: 'population', kind: 'text', width: 20 },
  { key: 'reference', heading: 'reference', kind: 'text', width: 18 },
  { key: 'emptyWhen', heading: 'empty when', kind: 'text', width: 24 },
];

const csvText = (names: unknown): string | null =>
  Array.isArray(names) && names.length > 0 ? names.join(' ') : null;

/** What the codebook says of one column; what there is nothing to say of is null. */
interface Line extends Record<Exclude<keyof Entry, 'values'>, string | null> {
  name: string;
  /** Its names in CSV; none where only JSON holds it. Null for a table that is never CSV. */
  csv: string[] | null;
  /** The option without which there is no such column. */
  onRequest: string | null;
  /** Every word that it can be, where they are few. */
  values: readonly string[] | null;
}

function toLines({ table, entries }: CodebookTable): Line[] {
  const flat = flatTables[table];
  return Object.entries(entries).map(([name, { values, ...entry }]) => {
    const column = flat?.find(({ key }) => key === name);
    return {
      name,
      csv: flat === undefined ? null : column === undefined ? [] : csvNames(column),
      ...entry,
      formula: entry.formula || null,
      population: entry.population || null,
      reference: entry.reference || null,
      onRequest: column?.request ?? null,
      values: values ?? null,
    };
  });
}

/** For readers: an option that a column needs is said where its emptiness is, and what no line has is left out. */
function toReadable(lines: readonly Line[]): [Column[], Line[]] {
  const readable = lines.map((line) => ({
    ...line,
    emptyWhen: line.onRequest === null ? line.emptyWhen : `${line.emptyWhen}; only with ${line.onRequest}`,
  }));
  return [columns.filter(({ key }) => readable.some((line) => readKey(line, key) !== null)), readable];
}

/** The codebook of some tables as text that ends with a newline. */
export function renderCodebook(
  format: (typeof codebookFormats)[number],
  tables: readonly CodebookTable[],
): string {
  if (format === 'json') {
    const listed = tables.map((table) => ({
      table: table.table,
      command: table.command,
      columns: toLines(table),
    }));
    return renderJson({ schemaVersion: 1, tables: listed });
  }
  const parts = tables.map((table) => {
    const title = `${table.table}: hfreuse ${table.command}`;
    const [shown, lines] = toReadable(toLines(table));
    return format === 'markdown'
      ? `## ${title}\n\n${renderMarkdown(shown, lines, { aligned: false })}`
      : `${title}\n${renderTable(
          // Eight columns are too wide for any terminal; the CSV names are the names in snake_case.
          shown.filter(({ key }) => key !== 'csv'),
          lines,
        )}`;
  });
  return parts.join('\n');
}
