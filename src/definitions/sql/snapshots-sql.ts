import { duckdbTable } from './dialects.ts';

/** Where a date of an export comes from, in DuckDB's dialect. A row as `toTrendSnapshot` takes it. */
export const snapshotsSql = (folder: string, date: string): string =>
  `SELECT CAST(snapshot_date AS VARCHAR) AS date, endpoint, source, protocol, scope, cards, dump, tasks_package,
  started_at, finished_at, complete, CAST(models AS DOUBLE) AS models, CAST(datasets AS DOUBLE) AS datasets
FROM ${duckdbTable('provenance', folder, date)}`;
