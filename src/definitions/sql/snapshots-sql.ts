import { duckdbTable } from './dialects.ts';

/** Where a date of an export comes from, in DuckDB's dialect. A row as `toTrendSnapshot` takes it. */
export const snapshotsSql = (folder: string, date: string): string =>
  `SELECT CAST(snapshot_date AS VARCHAR) AS date, endpoint, source, protocol, scope, cards, dump, tasks_package,
  ${isoText('started_at')}, ${isoText('finished_at')}, complete, CAST(models AS DOUBLE) AS models, CAST(datasets AS DOUBLE) AS datasets
FROM ${duckdbTable('provenance', folder, date)}`;

/** A moment as JavaScript writes it, in any time zone of the session. */
const isoText = (column: string): string =>
  `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%gZ') AS ${column}`;
