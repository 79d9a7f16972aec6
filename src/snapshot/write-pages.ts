import type { DuckDBConnection } from '@duckdb/node-api';
import { fileErrorCode, messageOf } from '../errors.ts';
import type { Page, RejectedItem, RepoRecord } from '../hub/records.ts';
import type { Snapshot } from './open-snapshot.ts';
import { inTransaction, runPrepared } from './query.ts';
import { type Stream, updateStream } from './streams.ts';

/** The type in which DuckDB reads each field of a row's JSON, and its column: an SQL expression over the field. */
type Fields<Row> = { [Key in keyof Row]-?: [type: string, column: string] };

const rejectedFields: Fields<RejectedItem> = {
  reason: ['VARCHAR', 'r.reason'],
  item: ['VARCHAR', 'r.item'],
};

const repoFields: Fields<RepoRecord> = {
  hubId: ['VARCHAR', 'r.hubId AS hub_id'],
  id: ['VARCHAR', 'r.id'],
  createdAt: ['BIGINT', 'make_timestamp_ms(r.createdAt) AS created_at'],
  lastModified: ['BIGINT', 'make_timestamp_ms(r.lastModified) AS last_modified'],
  downloads: ['BIGINT', 'r.downloads'],
  likes: ['BIGINT', 'r.likes'],
  gated: ['VARCHAR', 'r.gated'],
  tags: ['JSON', 'r.tags::VARCHAR AS tags'],
  pipelineTag: ['VARCHAR', 'r.pipelineTag AS pipeline_tag'],
  libraryName: ['VARCHAR', 'r.libraryName AS library_name'],
  hasCard: ['BOOLEAN', 'r.hasCard AS has_card'],
  cardDatasets: ['VARCHAR', 'r.cardDatasets AS card_datasets'],
  cardBaseModel: ['VARCHAR', 'r.cardBaseModel AS card_base_model'],
};

const { pipelineTag, libraryName, hasCard, cardDatasets, cardBaseModel, ...datasetFields } = repoFields;

/** Rows come as the JSON text of a list of objects. */
function insertSql(table: string, fields: Record<string, [string, string]>): string {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, [type]]) => [name, type]));
  const columns = Object.values(fields).map(([, column]) => column);
  return `INSERT INTO ${table} BY NAME SELECT ${columns.join(', ')}, $stream::INTEGER AS stream
    FROM (SELECT unnest(from_json($rows, '${JSON.stringify([shape])}')) AS r)`;
}

const inserts = {
  models: insertSql('model_rows', repoFields),
  datasets: insertSql('dataset_rows', datasetFields),
  rejected: insertSql('rejected', rejectedFields),
};

/** What a page adds to the snapshot: rows as the JSON text of a list, null for none. */
export interface PackedPage {
  repos: string | null;
  rejected: string | null;
  privateRepos: number;
}

/**
 * Packs a page's rows as texts, while the page before is being written. DuckDB takes them apart in a thread of its
 * own; to build its data chunks value by value, and to append them, would keep our thread four times as long.
 */
export const packPage = ({ repos, rejected, privateRepos }: Omit<Page, 'nextUrl'>): PackedPage => ({
  repos: repos.length === 0 ? null : JSON.stringify(repos),
  rejected: rejected.length === 0 ? null : JSON.stringify(rejected),
  privateRepos,
});

/** Ordinary pages take half a megabyte each, and so little of DuckDB's memory that a crawl of any length is flat. */
export const boundMemory = async ({ connection }: Snapshot): Promise<void> => {
  await connection.run(`SET memory_limit = '48MB'`);
};

/** Strangers' texts may be of any length: from the first such page on there is more room. */
async function makeRoom(connection: DuckDBConnection, pages: readonly PackedPage[]): Promise<void> {
  const length = pages.reduce(
    (sum, page) => sum + (page.repos?.length ?? 0) + (page.rejected?.length ?? 0),
    0,
  );
  if (length > 8_000_000) await connection.run(`SET memory_limit = '1GB'`);
}

/**
 * Writes the rows of pages and where their stream goes on after the last one, in one transaction: after a kill either
 * both are there or neither. Derived tables are void from then on.
 * @throws UnwritableError where the file itself cannot be written
 */
export async function writePages(
  snapshot: Snapshot,
  after: Stream,
  pages: readonly PackedPage[],
): Promise<void> {
  await makeRoom(snapshot.connection, pages);
  try {
    await inTransaction(snapshot.connection, async () => {
      for (const page of pages) await writeRows(snapshot.connection, after, page);
      await runPrepared(snapshot.connection, `DELETE FROM meta WHERE key = 'derived'`);
      await updateStream(snapshot, after);
    });
  } catch (error) {
    throw isFileFailure(error) ? new UnwritableError(messageOf(error), { cause: error }) : error;
  }
}

/** The disk is full, or the file cannot be written any more: no page of any stream can be. */
export class UnwritableError extends Error {}

/** After a failed checkpoint DuckDB refuses everything else. */
const isFileFailure = (error: unknown): boolean =>
  fileErrorCode(error) !== null || /database has been invalidated/i.test(messageOf(error));

async function writeRows(
  connection: DuckDBConnection,
  { stream, kind }: Stream,
  { repos, rejected, privateRepos }: PackedPage,
): Promise<void> {
  if (repos !== null) await runPrepared(connection, inserts[kind], { rows: repos, stream });
  if (rejected !== null) await runPrepared(connection, inserts.rejected, { rows: rejected, stream });
  if (privateRepos > 0) {
    await runPrepared(connection, 'INSERT INTO private_repos VALUES ($stream, $privateRepos)', {
      stream,
      privateRepos,
    });
  }
}
