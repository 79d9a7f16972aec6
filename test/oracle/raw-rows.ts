import { type DuckDBConnection, DuckDBInstance, DuckDBTimestampMillisecondsValue } from '@duckdb/node-api';
import { schemaSql } from '../../src/snapshot/tables/schema.ts';

/** One row of a raw table; what is left out is null, an empty list of tags, no card. Times in ms since 1970. */
export interface RawRow {
  hubId: string;
  id: string;
  tags?: readonly string[] | null;
  createdAt?: number | null;
  lastModified?: number | null;
  stream?: number;
  /** Models only. */
  pipelineTag?: string | null;
  hasCard?: boolean;
  /** JSON texts. */
  cardDatasets?: string | null;
  cardBaseModel?: string | null;
}

export interface RawLookup {
  kind: 'models' | 'datasets';
  /** Cleaned and folded. */
  name: string;
  outcome: 'exists' | 'missing' | 'failed';
  currentId?: string | null;
  hubId?: string | null;
  checkedAt?: number;
}

export interface RawSnapshot {
  models: RawRow[];
  datasets: RawRow[];
  lookups: RawLookup[];
}

/** A connection to an empty snapshot in memory. */
export async function openEmptySnapshot(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(schemaSql);
  return connection;
}

const toTime = (ms: number | null | undefined): DuckDBTimestampMillisecondsValue | null =>
  ms === null || ms === undefined ? null : new DuckDBTimestampMillisecondsValue(BigInt(ms));

type Cell = string | number | boolean | DuckDBTimestampMillisecondsValue | null;

async function append(connection: DuckDBConnection, table: string, rows: readonly Cell[][]): Promise<void> {
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const cell of row) {
      if (cell === null) appender.appendNull();
      else if (typeof cell === 'string') appender.appendVarchar(cell);
      else if (typeof cell === 'boolean') appender.appendBoolean(cell);
      else if (typeof cell === 'number') appender.appendInteger(cell);
      else appender.appendTimestampMilliseconds(cell);
    }
    // The last columns, downloads since ever and baseModels, are in no figure.
    if (table.endsWith('_rows')) appender.appendNull();
    if (table === 'model_rows') appender.appendNull();
    appender.endRow();
  }
  appender.closeSync();
}

/** The columns that both raw tables begin with. */
const commonCells = (row: RawRow): Cell[] => [
  row.hubId,
  row.id,
  toTime(row.createdAt),
  toTime(row.lastModified),
  null,
  null,
  'false',
  row.tags === null ? null : JSON.stringify(row.tags ?? []),
  row.stream ?? 0,
];

// BIGINT columns (downloads, likes) are always null here; nothing in a report reads them.
const modelCells = (row: RawRow): Cell[] => [
  ...commonCells(row),
  row.pipelineTag ?? null,
  null,
  row.hasCard ?? false,
  row.cardDatasets ?? null,
  row.cardBaseModel ?? null,
];

/** Appends rows to the raw tables in the given order. */
export async function appendRaw(connection: DuckDBConnection, snapshot: RawSnapshot): Promise<void> {
  await append(connection, 'model_rows', snapshot.models.map(modelCells));
  await append(connection, 'dataset_rows', snapshot.datasets.map(commonCells));
  const lookups = snapshot.lookups.map((row): Cell[] => [
    row.kind,
    row.name,
    row.outcome,
    row.currentId ?? null,
    row.hubId ?? null,
    row.outcome === 'failed' ? 'no answer' : null,
    toTime(row.checkedAt ?? 0),
  ]);
  await append(connection, 'lookups', lookups);
}
