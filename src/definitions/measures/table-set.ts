import type { MeasureSql } from './measure.ts';

/** The tables that the SQL of the measures is written on, and their columns after the keys of a table set. */
export const measureTables = {
  /** Models by the task of their pipeline tag. */
  model_tasks: ['task', 'model'],
  /** Datasets by each of their task_categories. */
  dataset_tasks: ['task', 'dataset'],
  /** Distinct datasets that a model declares: what is not listed and malformed names too, placeholders not. */
  uses: ['model', 'dataset'],
  /** Distinct bases that a model names: what is not listed and malformed names too, itself not. */
  derivations: ['model', 'base'],
  /** The owner of each listed model and dataset: one for all that have the same, a repo without one has its own. */
  model_owners: ['model', 'owner'],
  dataset_owners: ['dataset', 'owner'],
  /** Downloads of the last 30 days, as listed. */
  model_downloads: ['model', 'downloads'],
  dataset_downloads: ['dataset', 'downloads'],
  /** As the study sees them: models by each of its tasks among their tags. */
  study_tasks: ['task', 'model'],
  /** Lengths of the declared lists of these models. */
  study_lists: ['model', 'datasets', 'bases'],
  /** Datasets that they list letter for letter, once. */
  study_uses: ['model', 'dataset'],
} as const;

export type MeasureTable = keyof typeof measureTables;

/** Where the tables are: in a snapshot, in an export, or under a choice of a grid. */
export interface TableSet {
  /** Columns that come first in every table: the date, in an export of several. */
  keys: readonly string[];
  /** Each table as it is written after FROM: a name, or a query in brackets; those that no measure asked for may be absent. */
  tables: Partial<Record<MeasureTable, string>>;
  /** Tasks may be numbers: then a table with their `task` and `name`, as it is written after FROM; else null. */
  taskNames: string | null;
}

const names = Object.keys(measureTables).join('|');

/** A measure's SQL on the tables of a set. */
const onTables = (sql: string, { keys, tables }: Pick<TableSet, 'keys' | 'tables'>): string =>
  sql
    .replace(/\{(\w+)\}/g, (_, column: string) => [...keys, column].join(', '))
    .replace(
      new RegExp(`\\b(FROM|JOIN) (${names})\\b`, 'g'),
      (_, word: string, name: MeasureTable) => `${word} ${placeOf(name, tables)} ${name}`,
    );

function placeOf(name: MeasureTable, tables: TableSet['tables']): string {
  const place = tables[name];
  if (place === undefined) throw new RangeError(`these tables have no ${name}`);
  return place;
}

/** The values of a measure on the tables of a set: keys, task and v, one row a member. */
export const valuesSql = (
  { members, counts, byTask = false }: MeasureSql,
  set: Pick<TableSet, 'keys' | 'tables'>,
): string =>
  onTables(
    `SELECT {task}, coalesce(v, 0) AS v
FROM (${members}) m
LEFT JOIN (
${indent(counts, 2)}
) c USING (${byTask ? '{task}, member' : '{member}'})`,
    set,
  );

/** A query within another, for readers. */
export const indent = (sql: string, by: number): string => sql.replace(/^/gm, ' '.repeat(by));

/** Whether the SQL of a measure reads a table. */
export const readsTable = ({ members, counts }: MeasureSql, table: MeasureTable): boolean =>
  new RegExp(`\\b(FROM|JOIN) ${table}\\b`).test(`${members} ${counts}`);
