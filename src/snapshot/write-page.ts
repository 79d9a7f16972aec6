import type { Page, RejectedItem, RepoKind, RepoRecord } from '../hub/records.ts';
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

/**
 * Writes a page's rows and where its stream goes on, in one transaction: after a kill either both are there or
 * neither. Derived tables are void from then on.
 */
export async function writePage(snapshot: Snapshot, stream: Stream, page: Page): Promise<void> {
  await inTransaction(snapshot.connection, async () => {
    await writeRepos(snapshot, stream.kind, stream.stream, page.repos);
    await insert(snapshot, 'rejected', stream.stream, page.rejected);
    if (page.privateRepos > 0) {
      await snapshot.connection.run('INSERT INTO private_repos VALUES ($stream, $repos)', {
        stream: stream.stream,
        repos: page.privateRepos,
      });
    }
    await runPrepared(snapshot.connection, `DELETE FROM meta WHERE key = 'derived'`);
    await updateStream(snapshot, stream);
  });
}

/** Appends repos to the raw table of their kind. */
export const writeRepos = (
  snapshot: Snapshot,
  kind: RepoKind,
  stream: number,
  repos: readonly RepoRecord[],
): Promise<void> => insert(snapshot, kind, stream, repos);

/**
 * As one text: DuckDB takes it apart in a thread of its own, while the next page is read in ours. To build its data
 * chunks value by value, and to append them, would keep our thread four times as long.
 */
async function insert(
  snapshot: Snapshot,
  what: keyof typeof inserts,
  stream: number,
  rows: readonly (RepoRecord | RejectedItem)[],
): Promise<void> {
  if (rows.length > 0)
    await runPrepared(snapshot.connection, inserts[what], { rows: JSON.stringify(rows), stream });
}
