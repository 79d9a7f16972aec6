import { csvNames, presentColumns, toSnakeCase } from '../column.ts';
import { type ColumnDescriptions, type DescribedColumn, type Table, text, toColumns } from '../table.ts';
import type { PackageTable } from './data-package.ts';

/** One column of one file of a data package. */
interface CodebookRow {
  table: string;
  column: string;
  meaning: string;
  unit: string;
  formula: string | null;
  population: string | null;
  reference: string | null;
  emptyWhen: string;
}

const columns: ColumnDescriptions<keyof CodebookRow> = {
  table: text('The table, as its file is called'),
  column: text('The column, as the first line of the file has it'),
  meaning: text('What it is'),
  unit: text('What one of it is'),
  formula: text('How it is computed: x is a value, n their number, T their sum, p = x/T', {
    emptyWhen: 'it is not computed',
  }),
  population: text('Whose values it describes', { emptyWhen: 'it describes none' }),
  reference: text('Where the definition is from', { emptyWhen: 'it is our own or common knowledge' }),
  emptyWhen: text('When its cells are empty'),
};

/** `codebook` of `export --format tables`. */
export const packageCodebookTable: Table = {
  name: 'packageCodebook',
  command: 'export --format tables',
  columns: toColumns(columns),
  csv: true,
  primaryKey: ['table', 'column'],
};

/** Every column of these tables, and of the codebook itself. */
export function toPackageCodebook(tables: readonly PackageTable[]): PackageTable {
  const codebook = {
    name: 'codebook',
    title: 'Every column of every table: meaning, unit, formula',
    columns: packageCodebookTable.columns,
    primaryKey: packageCodebookTable.primaryKey ?? null,
  };
  const rows = [...tables, { ...codebook, rows: [] }].flatMap(({ name, columns: own, rows: of }) =>
    (presentColumns(own, of) as DescribedColumn[]).flatMap((column) => toRows(name, column)),
  );
  return { ...codebook, rows };
}

function toRows(table: string, column: DescribedColumn, before = ''): CodebookRow[] {
  const { flat, meaning, unit, formula, population, reference, emptyWhen } = column;
  if (flat !== undefined) {
    const inner = flat.columns as readonly DescribedColumn[];
    return inner.flatMap((one) => toRows(table, one, `${toSnakeCase(column.key)}_`));
  }
  return csvNames(column).map((name) => ({
    ...{ table, column: `${before}${name}`, meaning, unit },
    ...{ formula: formula || null, population: population || null, reference: reference || null, emptyWhen },
  }));
}
