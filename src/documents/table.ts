import type { Column } from './column.ts';
import type { TableName } from './table-names.ts';

/** A column with all that a reader must know of it. */
export interface DescribedColumn extends Column {
  /** One sentence. */
  meaning: string;
  /** What one of it is; 'text' for words. */
  unit: string;
  /** How it is computed; '' where it is not computed. With x the values, n their number, T their sum, p = x/T. */
  formula: string;
  /** Whose values it describes; '' where it describes none. */
  population: string;
  /** Where the definition is from; '' where it is our own or common knowledge. */
  reference: string;
  /** When there is no value: null in JSON, an empty cell in CSV. What was not asked for is not a column at all. */
  emptyWhen: string;
  /** Every word that it can be, where they are few. */
  values?: readonly string[];
  /** Whether its numbers can be below 0: all else is counted, shared out or measured from 0. */
  signed?: boolean;
}

/** One table of the tool: every format, the codebook and the docs are made from its columns. */
export interface Table {
  /** The name that `codebook --table` takes. */
  name: TableName;
  /** The command that prints it. */
  command: string;
  columns: readonly DescribedColumn[];
  /** Printed as a table of its own in CSV, not only as a part of a JSON document. */
  csv?: boolean;
  /** Keys of the columns that no two rows of it have in common, none of them ever empty. */
  primaryKey?: readonly string[];
}

/** A column but for its name. */
export type ColumnDescription = Omit<DescribedColumn, 'key' | 'heading'> & { heading?: string };

/** What may be stated about a column beyond what its kind implies. */
export type More = Partial<ColumnDescription>;

/** A description of every key of a row, in the order of the columns. */
export type ColumnDescriptions<Key extends string = string> = Record<Key, ColumnDescription>;

/** The columns of a table. A column that no table for readers shows is headed by its name. */
export const toColumns = (descriptions: ColumnDescriptions): DescribedColumn[] =>
  Object.entries(descriptions).map(([key, description]) => ({ key, heading: key, ...description }));

const plain = { formula: '', population: '', reference: '', emptyWhen: 'never' };

/** A column of words: no unit, no formula. */
export const text = (meaning: string, more: More = {}): ColumnDescription => ({
  kind: 'text',
  meaning,
  unit: 'text',
  ...plain,
  ...more,
});

/** A column of what only JSON holds. @param unit such as `table` */
export const structure = (meaning: string, unit: string, more: More = {}): ColumnDescription => ({
  kind: 'structure',
  meaning,
  unit,
  ...plain,
  ...more,
});

/** A column of true and false. */
export const flag = (meaning: string, more: More = {}): ColumnDescription => ({
  kind: 'text',
  meaning,
  unit: 'boolean',
  ...plain,
  ...more,
});

/** A column of numbers that are counted, not computed. */
export const count = (meaning: string, unit: string, more: More = {}): ColumnDescription => ({
  kind: 'count',
  meaning,
  unit,
  ...plain,
  ...more,
});

/** A column of numbers that are computed. */
export const figure = (meaning: string, unit: string, more: More = {}): ColumnDescription => ({
  kind: 'number',
  meaning,
  unit,
  ...plain,
  ...more,
});
