import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readRows } from '../file/query.ts';
import type { Listing } from './listings.ts';

/** Rows of the table that are looked through at once: the listings share a connection, and it has little memory. */
const slice = 100_000;

/** The repos that the rows of a listing are of, with their last change in milliseconds since 1970; some twice. */
export async function* listStoredRepos(
  { connection }: Snapshot,
  { number, kind }: Pick<Listing, 'number' | 'kind'>,
): AsyncGenerator<{ hubId: string; lastModified: number | null }, void, unknown> {
  const table = kind === 'models' ? 'model_rows' : 'dataset_rows';
  // Not while a page of another listing is written on the same connection: DuckDB plans a query and runs it in two
  // steps, and what comes between them is in its answer even where the plan has left the condition out as always true.
  const rows = await inTransaction(connection, () =>
    readRows(connection, `SELECT max(rowid)::DOUBLE AS last FROM ${table} WHERE stream = ${number}`),
  );
  const last = Number(rows[0]?.last ?? -1);
  for (let from = 0; from <= last; from += slice) {
    const result = await inTransaction(connection, () =>
      connection.run(
        `SELECT hub_id, epoch_ms(last_modified)::DOUBLE FROM ${table}
         WHERE stream = ${number} AND rowid >= ${from} AND rowid < ${from + slice}`,
      ),
    );
    for (let index = 0; index < result.chunkCount; index += 1) {
      const chunk = result.getChunk(index);
      const [ids, moments] = [chunk.getColumnVector(0), chunk.getColumnVector(1)];
      for (let row = 0; row < chunk.rowCount; row += 1) {
        yield { hubId: String(ids.getItem(row)), lastModified: moments.getItem(row) as number | null };
      }
    }
  }
}

/** The downloads that a listing's last rows of some repos have, by `_id`; those without are left out. */
export async function readStoredDownloads(
  { connection }: Snapshot,
  { number, kind }: Pick<Listing, 'number' | 'kind'>,
  hubIds: readonly string[],
): Promise<Map<string, number>> {
  const table = kind === 'models' ? 'model_rows' : 'dataset_rows';
  const rows = await readRows(
    connection,
    `SELECT hub_id AS id, arg_max(downloads, rowid)::DOUBLE AS downloads FROM ${table}
     WHERE stream = ${number} AND downloads IS NOT NULL
       AND hub_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]'))) GROUP BY hub_id`,
    { ids: JSON.stringify(hubIds) },
  );
  return new Map(rows.map(({ id, downloads }) => [String(id), Number(downloads)]));
}
