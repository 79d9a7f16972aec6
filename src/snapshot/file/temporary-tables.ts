import type { DuckDBConnection } from '@duckdb/node-api';
import { readRows } from './query.ts';

/** The names of the tables that a connection's database has in memory beside its file. */
export async function listTemporary(connection: DuckDBConnection): Promise<string[]> {
  const rows = await readRows(connection, 'SELECT table_name AS name FROM duckdb_tables() WHERE temporary');
  return rows.map(({ name }) => String(name));
}

/** Drops them all, but for some. */
export async function dropTemporary(connection: DuckDBConnection, kept: readonly string[]): Promise<void> {
  for (const name of await listTemporary(connection)) {
    if (!kept.includes(name)) await connection.run(`DROP TABLE temp.main."${name}"`);
  }
}

/**
 * Runs statements that make temporary tables, each for itself: what an open transaction has written is scanned by one
 * thread, which takes a third longer in all. All others but those that are kept go, before and where a statement fails: an
 * attempt that was interrupted may have left any.
 */
export async function runEach(
  connection: DuckDBConnection,
  statements: readonly string[],
  kept: readonly string[],
): Promise<void> {
  await dropTemporary(connection, kept);
  try {
    for (const statement of statements) await connection.run(statement);
  } catch (error) {
    // Where they cannot be dropped, what failed first is to be reported.
    await dropTemporary(connection, kept).catch(() => undefined);
    throw error;
  }
}
