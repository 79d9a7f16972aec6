import {
  BIGINT,
  BOOLEAN,
  DuckDBDataChunk,
  DuckDBTimestampMillisecondsValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP_MS,
  VARCHAR,
} from '@duckdb/node-api';
import type { Page, RejectedItem, RepoKind, RepoRecord } from '../hub/records.ts';
import type { Snapshot } from './open-snapshot.ts';
import { inTransaction } from './query.ts';
import { type Stream, updateStream } from './streams.ts';

type Column<Row> = [DuckDBType, (row: Row) => DuckDBValue];

/** A chunk of DuckDB holds so many rows. */
const chunkRows = 2048;

const moment = (ms: number | null): DuckDBValue =>
  ms === null ? null : new DuckDBTimestampMillisecondsValue(BigInt(ms));
const count = (value: number | null): DuckDBValue => (value === null ? null : BigInt(Math.trunc(value)));

const rawColumns = (stream: number): Column<RepoRecord>[] => [
  [VARCHAR, (repo) => repo.hubId],
  [VARCHAR, (repo) => repo.id],
  [TIMESTAMP_MS, (repo) => moment(repo.createdAt)],
  [TIMESTAMP_MS, (repo) => moment(repo.lastModified)],
  [BIGINT, (repo) => count(repo.downloads)],
  [BIGINT, (repo) => count(repo.likes)],
  [VARCHAR, (repo) => repo.gated],
  [VARCHAR, (repo) => (repo.tags === null ? null : JSON.stringify(repo.tags))],
  [INTEGER, () => stream],
];

const modelColumns: Column<RepoRecord>[] = [
  [VARCHAR, (repo) => repo.pipelineTag],
  [VARCHAR, (repo) => repo.libraryName],
  [BOOLEAN, (repo) => repo.hasCard],
  [VARCHAR, (repo) => repo.cardDatasets],
  [VARCHAR, (repo) => repo.cardBaseModel],
];

/**
 * Writes a page's rows and where its stream goes on, in one transaction: after a kill either both are there or
 * neither. Derived tables are void from then on.
 */
export async function writePage(snapshot: Snapshot, stream: Stream, page: Page): Promise<void> {
  await inTransaction(snapshot.connection, async () => {
    await writeRepos(snapshot, stream.kind, stream.stream, page.repos);
    await append<RejectedItem>(snapshot, 'rejected', page.rejected, [
      [INTEGER, () => stream.stream],
      [VARCHAR, (item) => item.reason],
      [VARCHAR, (item) => item.item],
    ]);
    if (page.privateRepos > 0) {
      await snapshot.connection.run('INSERT INTO private_repos VALUES ($stream, $repos)', {
        stream: stream.stream,
        repos: page.privateRepos,
      });
    }
    await snapshot.connection.run(`DELETE FROM meta WHERE key = 'derived'`);
    await updateStream(snapshot, stream);
  });
}

/** Appends repos to the raw table of their kind. */
export async function writeRepos(
  snapshot: Snapshot,
  kind: RepoKind,
  stream: number,
  repos: readonly RepoRecord[],
): Promise<void> {
  const columns = kind === 'models' ? [...rawColumns(stream), ...modelColumns] : rawColumns(stream);
  await append(snapshot, kind === 'models' ? 'model_rows' : 'dataset_rows', repos, columns);
}

/** Data chunks are appended seven times as fast as single rows. */
async function append<Row>(
  snapshot: Snapshot,
  table: string,
  rows: readonly Row[],
  columns: Column<Row>[],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await snapshot.connection.createAppender(table);
  for (let start = 0; start < rows.length; start += chunkRows) {
    const part = rows.slice(start, start + chunkRows);
    const chunk = DuckDBDataChunk.create(columns.map(([type]) => type));
    chunk.setColumns(columns.map(([, value]) => part.map(value)));
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}
