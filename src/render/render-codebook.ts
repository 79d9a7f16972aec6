import type { CodebookTable } from '../study/codebook/codebook.ts';
import { type Column, csvNames, toSnakeCase } from './column.ts';
import { reportColumns } from './columns.ts';
import { renderJson } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTable } from './render-table.ts';

/** The formats of a codebook; `frictionless` is the Table Schema of the report's CSV. */
export const codebookFormats = ['table', 'markdown', 'json'] as const;

const columns: readonly Column[] = [
  { key: 'name', heading: 'name', kind: 'text' },
  { key: 'csv', heading: 'in CSV', kind: 'text', width: 20 },
  { key: 'meaning', heading: 'meaning', kind: 'text', width: 40 },
  { key: 'unit', heading: 'unit', kind: 'text', width: 14 },
  { key: 'formula', heading: 'formula', kind: 'text', width: 24 },
  { key: 'population', heading: 'population', kind: 'text', width: 18 },
  { key: 'reference', heading: 'reference', kind: 'text', width: 18 },
  { key: 'emptyWhen', heading: 'empty when', kind: 'text', width: 24 },
];

/** What the codebook says of one column; words that there are none of are null. */
type Line = Record<
  'name' | 'csv' | 'meaning' | 'unit' | 'formula' | 'population' | 'reference' | 'emptyWhen',
  string | null
>;

const toLines = ({ table, entries }: CodebookTable): Line[] =>
  Object.entries(entries).map(([name, entry]) => ({
    name,
    csv: csvNamesOf(table, name).join(' ') || null,
    ...entry,
    formula: entry.formula || null,
    population: entry.population || null,
    reference: entry.reference || null,
  }));

function csvNamesOf(table: string, name: string): string[] {
  const column = table === 'report' ? reportColumns.find(({ key }) => key === name) : undefined;
  return column === undefined ? [toSnakeCase(name)] : csvNames(column);
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
    return format === 'markdown'
      ? `## ${title}\n\n${renderMarkdown(columns, toLines(table), {})}`
      : `${title}\n${renderTable(columns, toLines(table), {})}`;
  });
  return parts.join('\n');
}
