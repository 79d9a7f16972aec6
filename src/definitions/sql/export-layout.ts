/**
 * Where the Parquet files of an export lie: `<folder>/<table>/snapshot_date=YYYY-MM-DD/part-0.parquet`. DuckDB, Spark,
 * Trino, ClickHouse, Polars, Hive and Athena read a table's folder as one table with the date as a column.
 */

/** The tables, in the order in which they appear: a date that has `provenance` has all of them. */
export const exportTableNames = [
  'models',
  'datasets',
  'model_bases',
  'model_datasets',
  'declared_names',
  'provenance',
] as const;

export type ExportTableName = (typeof exportTableNames)[number];

/** The one file of a table and date. */
export const exportPart = 'part-0.parquet';

/** The folder of a date, within that of a table. */
export const dateFolder = (date: string): string => `snapshot_date=${date}`;

/** The date of a folder; null where its name is not that of a date. */
export const dateOfFolder = (name: string): string | null =>
  /^snapshot_date=(\d{4}-\d\d-\d\d)$/.exec(name)?.[1] ?? null;

/** The files of a table for a pattern: of one date, or of all. */
export const exportFiles = (folder: string, table: string, date = '*'): string =>
  `${folder}/${table}/${dateFolder(date)}/*.parquet`;
