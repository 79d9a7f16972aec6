import type { Snapshot } from '../file/open-snapshot.ts';
import { readDoubles, readIntegers } from '../file/query.ts';

/** What is known of each listed repo, by its node. */
export interface NodeColumns {
  /** Dense numbers of owners: the same for models and datasets. */
  modelOwners: Int32Array;
  datasetOwners: Int32Array;
  /** Of the last 30 days, as listed; 0 where they are not. They may exceed 32 bits. */
  modelDownloads: Float64Array;
  datasetDownloads: Float64Array;
}

export type NodeColumnName = keyof NodeColumns;

/** Reads some columns. The derived tables must be there. */
export async function readNodeColumns(
  snapshot: Snapshot,
  names: readonly NodeColumnName[],
): Promise<Partial<NodeColumns>> {
  const columns: Partial<NodeColumns> = {};
  for (const name of names) columns[name] = (await readers[name](snapshot)) as never;
  return columns;
}

const readOwnerColumn = async ({ connection }: Snapshot, kind: 'model' | 'dataset'): Promise<Int32Array> =>
  (await readIntegers(connection, `SELECT owner FROM ${kind}s`, 1))[0] ?? new Int32Array(0);

/** By the numbers of the rows: to join and sort them in SQL takes three times as long. */
async function readDownloadColumn(
  { connection }: Snapshot,
  kind: 'model' | 'dataset',
): Promise<Float64Array> {
  const [row = none, downloads = none] = await readDoubles(
    connection,
    `SELECT rowid::DOUBLE, coalesce(downloads, 0)::DOUBLE FROM ${kind}_rows`,
    2,
  );
  const byRow = new Float64Array((row.at(-1) ?? -1) + 1);
  for (let index = 0; index < row.length; index += 1) byRow[row[index] ?? 0] = downloads[index] ?? 0;
  const [rowOf = none] = await readDoubles(connection, `SELECT "row"::DOUBLE FROM ${kind}s`, 1);
  return rowOf.map((number) => byRow[number] ?? 0);
}

const none = new Float64Array(0);

const readers: { [Name in NodeColumnName]: (snapshot: Snapshot) => Promise<NodeColumns[Name]> } = {
  modelOwners: (snapshot) => readOwnerColumn(snapshot, 'model'),
  datasetOwners: (snapshot) => readOwnerColumn(snapshot, 'dataset'),
  modelDownloads: (snapshot) => readDownloadColumn(snapshot, 'model'),
  datasetDownloads: (snapshot) => readDownloadColumn(snapshot, 'dataset'),
};
