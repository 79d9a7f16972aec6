import { HfreuseError, messageOf } from '../../errors.ts';
import { earliestFormat, formatVersion } from '../tables/schema.ts';
import { checkLayout } from './check-layout.ts';
import type { Snapshot } from './connect.ts';
import { explainFailure } from './explain-failure.ts';
import { watchBlocks } from './seal.ts';

/** The error for a file that is not a snapshot. */
export const noSnapshotError = (message: string, cause?: unknown): HfreuseError =>
  new HfreuseError(message, { hint: 'name another file with --snapshot', cause });

/**
 * A snapshot as it was opened, once it is known to be one that this version reads.
 * @throws HfreuseError (exit 1), and closes it
 */
export async function checkSnapshot(snapshot: Snapshot): Promise<Snapshot> {
  try {
    await watchBlocks(snapshot);
    const found = await readFormat(snapshot);
    if (found === null) {
      throw noSnapshotError(`${snapshot.path} is a database, but not a snapshot of hfreuse`);
    }
    await refuseProgrammed(snapshot);
    if (found > formatVersion) {
      throw new HfreuseError(
        `${snapshot.path} has format ${found}; this version of hfreuse knows ${formatVersion}`,
        { hint: 'update hfreuse' },
      );
    }
    if (found < earliestFormat) {
      throw new HfreuseError(
        `${snapshot.path} has format ${found}, of an earlier hfreuse; this version knows ${formatVersion}`,
        { hint: 'collect again under another name' },
      );
    }
    await checkLayout(snapshot);
    return snapshot;
  } catch (error) {
    snapshot.close();
    throw error instanceof HfreuseError ? error : explainFailure(snapshot.path, messageOf(error), error);
  }
}

/**
 * Only base tables are read: the file may be another's, and a view or a macro of its own would run in our queries.
 * @throws HfreuseError (exit 1)
 */
async function refuseProgrammed({ path, connection }: Snapshot): Promise<void> {
  const found = await connection.runAndReadAll(
    `SELECT 'a view' AS what, view_name AS name FROM duckdb_views() WHERE NOT internal AND NOT temporary
     UNION ALL SELECT 'a macro', function_name FROM duckdb_functions() WHERE NOT internal
     UNION ALL SELECT 'a type', type_name FROM duckdb_types() WHERE NOT internal
     UNION ALL SELECT 'a computed column', table_name FROM duckdb_tables()
       WHERE NOT internal AND NOT temporary AND regexp_matches(sql, 'GENERATED ALWAYS', 'i') ORDER BY ALL LIMIT 1`,
  );
  const [what, name] = found.getRowsJson()[0] ?? [];
  if (what === undefined) return;
  throw noSnapshotError(
    `${path} holds ${what} (${name}), which a snapshot of hfreuse never does, so it is not read`,
  );
}

async function readFormat(snapshot: Snapshot): Promise<number | null> {
  const tables = await snapshot.connection.runAndReadAll(
    `SELECT count(*)::INTEGER FROM duckdb_tables() WHERE NOT temporary AND table_name IN ('meta', 'streams', 'model_rows')`,
  );
  if (tables.getRowsJson()[0]?.[0] !== 3) return null;
  const rows = await snapshot.connection.runAndReadAll(`SELECT value FROM meta WHERE key = 'format'`);
  const format = Number(rows.getRowsJson()[0]?.[0]);
  return Number.isInteger(format) && format >= 1 ? format : null;
}
