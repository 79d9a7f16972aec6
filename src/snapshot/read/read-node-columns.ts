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

const readDownloadColumn = ({ connection }: Snapshot, kind: 'model' | 'dataset'): Promise<Float64Array> =>
  readDoubles(
    connection,
    `SELECT coalesce(r.downloads, 0)::DOUBLE FROM ${kind}s n JOIN ${kind}_rows r ON r.rowid = n.row ORDER BY n.${kind}`,
  );

const readers: { [Name in NodeColumnName]: (snapshot: Snapshot) => Promise<NodeColumns[Name]> } = {
  modelOwners: (snapshot) => readOwnerColumn(snapshot, 'model'),
  datasetOwners: (snapshot) => readOwnerColumn(snapshot, 'dataset'),
  modelDownloads: (snapshot) => readDownloadColumn(snapshot, 'model'),
  datasetDownloads: (snapshot) => readDownloadColumn(snapshot, 'dataset'),
};
