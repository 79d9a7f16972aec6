import { closeSync, openSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { messageOf } from '../../errors.ts';
import { followLinks } from '../../files.ts';
import { ownSpillFolder, removeQuietly } from '../../own-files.ts';
import { watchForDamage } from './damage.ts';
import { explainFailure } from './explain-failure.ts';

/** An open snapshot: one connection to one file (or to memory, for simulated Hubs). */
export interface Snapshot {
  path: string;
  connection: DuckDBConnection;
  /**
   * The file, to read bytes of it beside DuckDB; null in memory. Only `close` closes it, after DuckDB: elsewhere than on
   * Windows, a process that closes a file loses every lock that it has on it, and DuckDB's keeps others from writing.
   */
  handle: number | null;
  /** The values of its `meta` by key, where it is open to be read: nothing changes them then. */
  meta?: ReadonlyMap<string, string>;
  close(): void;
}

/** A snapshot may be another's: what it holds opens no file, and nothing is fetched or loaded for its sake. */
const isolated = {
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** What an opened snapshot is for, beside itself. */
export interface SnapshotUse {
  /** Whether other files are read or written: dumps and exports. */
  files?: boolean;
}

/** DuckDB's settings for a use. */
export const accessOf = ({ files = false }: SnapshotUse): Record<string, string> =>
  files ? { enable_external_access: 'true' } : {};

/** By its full path: DuckDB has a meaning of its own for names such as `md:x` and `:memory:`. */
export async function openConnection(
  path: string,
  config: Record<string, string>,
  place = followLinks(path),
): Promise<Snapshot> {
  const spill = ownSpillFolder(place === ':memory:' ? null : place);
  try {
    // First of all: with files closed it cannot be set.
    const settings = { temp_directory: spill, ...isolated, ...config };
    const instance = await DuckDBInstance.create(place, settings);
    const connection = await instance.connect();
    watchForDamage(connection, path, place);
    const handle = place === ':memory:' ? null : openSync(place, 'r');
    const close = () => {
      connection.closeSync();
      instance.closeSync();
      if (handle !== null) closeSync(handle);
      removeQuietly(spill);
    };
    return { path, connection, handle, close };
  } catch (error) {
    removeQuietly(spill);
    throw explainFailure(path, messageOf(error), error);
  }
}
