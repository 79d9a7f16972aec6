import type { DuckDBConnection } from '@duckdb/node-api';
import { fileErrorCode, messageOf } from '../../errors.ts';
import type { ListedPage, RejectedItem, RepoRecord } from '../../hub/listing/records.ts';
import type { RepoKind } from '../../repo-kind.ts';
import { boundMemory, isShortOfMemory, roomierPages } from '../file/memory.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, runPrepared } from '../file/query.ts';
import { type Listing, writeListing } from './listings.ts';

/** The type in which DuckDB reads a field from JSON, and the column that it makes of it, as an SQL expression. */
type Fields<Row> = { [Key in keyof Row & string]-?: [type: string, column: string] };

const rejectedFields: Fields<RejectedItem> = {
  reason: ['VARCHAR', 'r.reason'],
  item: ['VARCHAR', 'r.item'],
};

/** Private repos are counted, not stored: a digest shows whether one was counted before. */
const privateFields: Fields<{ hubId: string }> = { hubId: ['VARCHAR', 'md5(r.hubId) AS digest'] };

const repoFields: Fields<RepoRecord> = {
  hubId: ['VARCHAR', 'r.hubId AS hub_id'],
  id: ['VARCHAR', 'r.id'],
  createdAt: ['BIGINT', 'make_timestamp_ms(r.createdAt) AS created_at'],
  lastModified: ['BIGINT', 'make_timestamp_ms(r.lastModified) AS last_modified'],
  downloads: ['BIGINT', 'r.downloads'],
  downloadsAllTime: ['BIGINT', 'r.downloadsAllTime AS downloads_all_time'],
  likes: ['BIGINT', 'r.likes'],
  gated: ['VARCHAR', 'r.gated'],
  tags: ['VARCHAR', 'r.tags'],
  pipelineTag: ['VARCHAR', 'r.pipelineTag AS pipeline_tag'],
  libraryName: ['VARCHAR', 'r.libraryName AS library_name'],
  hasCard: ['BOOLEAN', 'r.hasCard AS has_card'],
  cardDatasets: ['VARCHAR', 'r.cardDatasets AS card_datasets'],
  cardBaseModel: ['VARCHAR', 'r.cardBaseModel AS card_base_model'],
  baseModels: ['VARCHAR', 'r.baseModels AS base_models'],
};

const { pipelineTag, libraryName, hasCard, cardDatasets, cardBaseModel, baseModels, ...datasetFields } =
  repoFields;

/** Each field comes as the JSON text of a list: to take objects apart would cost DuckDB half as much again. */
function insertSql(table: string, fields: Record<string, [string, string]>): string {
  const lists = Object.entries(fields).map(
    ([name, [type]]) => `unnest(from_json($${name}, '["${type}"]')) AS ${name}`,
  );
  const columns = Object.values(fields).map(([, column]) => column);
  return `INSERT INTO ${table} BY NAME SELECT ${columns.join(', ')}, $stream::INTEGER AS stream
    FROM (SELECT ${lists.join(', ')}) AS r`;
}

const inserts = {
  models: insertSql('model_rows', repoFields),
  datasets: insertSql('dataset_rows', datasetFields),
  rejected: insertSql('rejected', rejectedFields),
  privateRepos: insertSql('private_repos', privateFields),
};

/** Rows as the JSON texts of lists, one a field; null for no rows. */
type PackedRows = Record<string, string> | null;

/** What a page adds to the snapshot. */
export interface PackedPage {
  repos: PackedRows;
  rejected: PackedRows;
  privateRepos: PackedRows;
}

/**
 * Packs a page's rows as texts, while the page before is being written. DuckDB takes them apart in a thread of its
 * own; to build its data chunks value by value, and to append them, would keep our thread four times as long.
 */
export const packPage = (
  kind: RepoKind,
  { repos, rejected, privateIds }: Omit<ListedPage, 'nextUrl'>,
): PackedPage => ({
  repos: kind === 'models' ? pack(repoFields, repos) : pack(datasetFields, repos),
  rejected: pack(rejectedFields, rejected),
  privateRepos: pack(
    privateFields,
    privateIds.map((hubId) => ({ hubId })),
  ),
});

function pack<Row extends object>(fields: Partial<Fields<Row>>, rows: readonly Row[]): PackedRows {
  if (rows.length === 0) return null;
  const names = Object.keys(fields) as (keyof Row & string)[];
  return Object.fromEntries(names.map((name) => [name, JSON.stringify(rows.map((row) => row[name]))]));
}

/** Does work that is rolled back if memory is short, then repeats it with more, which is kept from then on. */
async function withRoom(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  for (const limit of roomierPages) {
    try {
      return await work();
    } catch (error) {
      if (!isShortOfMemory(error)) throw error;
      await boundMemory(connection, limit);
    }
  }
  await work();
}

/** Up to this many characters the rows of several pages are written as one. */
const joinedLength = 8_000_000;

const lengthOf = (rows: PackedRows): number =>
  Object.values(rows ?? {}).reduce((sum, text) => sum + text.length, 0);

/** The rows of pages, as few statements: large ones one by one, for each takes a multiple of its size in memory. */
function batchPages(pages: readonly PackedRows[]): PackedRows[] {
  const length = pages.reduce((sum, rows) => sum + lengthOf(rows), 0);
  return length > joinedLength ? [...pages] : [joinPages(pages)];
}

/** The rows of several pages as one, for each statement waits for its turn of the event loop. */
function joinPages(pages: readonly PackedRows[]): PackedRows {
  const [first, ...others] = pages.filter((rows) => rows !== null);
  if (first === undefined || others.length === 0) return first ?? null;
  const join = (name: string, text: string): string =>
    others.reduce((sum, rows) => `${sum.slice(0, -1)},${rows[name]?.slice(1) ?? ']'}`, text);
  return Object.fromEntries(Object.entries(first).map(([name, text]) => [name, join(name, text)]));
}

/**
 * Writes the rows of pages and where their listing goes on after the last one, in one transaction: after a kill either
 * both are there or neither. Derived tables are void from then on.
 * @throws UnwritableError where the file itself cannot be written
 */
export async function writePages(
  snapshot: Snapshot,
  after: Listing,
  pages: readonly PackedPage[],
): Promise<void> {
  const { connection } = snapshot;
  const { number, kind } = after;
  const rows = [
    ...batchPages(pages.map((page) => page.repos)).map((one) => [inserts[kind], one] as const),
    ...batchPages(pages.map((page) => page.rejected)).map((one) => [inserts.rejected, one] as const),
    ...batchPages(pages.map((page) => page.privateRepos)).map((one) => [inserts.privateRepos, one] as const),
  ];
  const write = async (): Promise<void> => {
    for (const [insert, one] of rows)
      if (one !== null) await runPrepared(connection, insert, { ...one, stream: number });
    await runPrepared(connection, `DELETE FROM meta WHERE key = 'derived'`);
    await writeListing(snapshot, after);
  };
  try {
    await withRoom(connection, () => inTransaction(connection, write));
  } catch (error) {
    throw isFileFailure(messageOf(error)) ? new UnwritableError(messageOf(error), { cause: error }) : error;
  }
}

/** The disk is full, or the file cannot be written any more: no page of any listing can be. */
export class UnwritableError extends Error {}

/** By DuckDB's own sorts of error: others may quote texts of others. After a failed checkpoint it refuses all else. */
const isFileFailure = (text: string): boolean =>
  /^(IO|TransactionContext|FATAL) Error/i.test(text) &&
  (fileErrorCode(text) !== null || /database has been invalidated/i.test(text));
