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

/** How many of the first repos of each kind are asked for; those with a task come first. */
export interface FirstRepos {
  models: number;
  datasets: number;
}

/**
 * Reads some columns. The derived tables must be there.
 * @param first downloads of these alone; of all repos where not given
 */
export async function readNodeColumns(
  snapshot: Snapshot,
  names: readonly NodeColumnName[],
  first: FirstRepos = { models: Number.MAX_SAFE_INTEGER, datasets: Number.MAX_SAFE_INTEGER },
): Promise<Partial<NodeColumns>> {
  const columns: Partial<NodeColumns> = {};
  for (const name of names) columns[name] = (await readers[name](snapshot, first)) as never;
  return columns;
}

const readOwnerColumn = async ({ connection }: Snapshot, kind: 'model' | 'dataset'): Promise<Int32Array> =>
  (await readIntegers(connection, `SELECT owner FROM ${kind}s`, 1))[0] ?? new Int32Array(0);

async function readDownloadColumn(
  { connection }: Snapshot,
  kind: 'model' | 'dataset',
  first: number,
): Promise<Float64Array> {
  const [downloads] = await readDoubles(
    connection,
    `SELECT coalesce(r.downloads, 0)::DOUBLE FROM ${kind}s n JOIN ${kind}_rows r ON r.rowid = n.row
     WHERE n.${kind} < ${first} ORDER BY n.${kind}`,
    1,
  );
  return downloads ?? new Float64Array(0);
}

const readers: {
  [Name in NodeColumnName]: (snapshot: Snapshot, first: FirstRepos) => Promise<NodeColumns[Name]>;
} = {
  modelOwners: (snapshot) => readOwnerColumn(snapshot, 'model'),
  datasetOwners: (snapshot) => readOwnerColumn(snapshot, 'dataset'),
  modelDownloads: (snapshot, { models }) => readDownloadColumn(snapshot, 'model', models),
  datasetDownloads: (snapshot, { datasets }) => readDownloadColumn(snapshot, 'dataset', datasets),
};
