import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../errors.ts';
import { readRows } from './query.ts';

/**
 * How much memory DuckDB may take, by what it does: all limits are here, and nothing else sets one. What does not
 * fit is spilled to disk, for a laptop has other things to do with its memory.
 */
export const budgets = {
  /** A snapshot as it is opened: a log that a kill left may hold a page of 64 MB, which needs most of it. */
  open: '1GB',
  /** Pages of a listing: ordinary ones take half a megabyte each, so a crawl of any length is flat. */
  pages: '48MB',
  /** Rows that are read again to count them, or written at once: simulations, exports, what an update prunes. */
  rows: '1GB',
  /** Nodes and edges that pass by, to be written elsewhere: it is what a graph of any size is written with. */
  graph: '96MB',
  /** What a commit of the derived tables needs to write the log into the file. */
  commit: '1GB',
  /** What is asked of derived tables that a reader has in memory: more than making them took. */
  derived: '4GB',
  /** The last try, of what failed for want of memory: texts of others may be of any length. */
  all: '16GB',
} as const;

/** More and more room for a page: the least is enough for one of 8 MB. */
export const roomierPages = ['256MB', '1GB', '4GB'] as const;

/** Threads that decode a dump at once: each holds a page of every column, which with cards is some 400 MB. */
const mostDumpThreads = 2;

type Limit = (typeof budgets)[keyof typeof budgets] | (typeof roomierPages)[number];

/** Bounds the memory of a connection's database from here on. */
export async function boundMemory(connection: DuckDBConnection, limit: Limit): Promise<void> {
  await connection.run(`SET memory_limit = '${limit}'`);
}

/** Does work within a limit, and then gives the connection, which may be a caller's, its own limit back. */
export async function withinMemory<T>(
  connection: DuckDBConnection,
  limit: Limit,
  work: () => Promise<T>,
): Promise<T> {
  const rows = await readRows(connection, `SELECT current_setting('memory_limit') AS own`);
  await boundMemory(connection, limit);
  try {
    return await work();
  } finally {
    await connection.run(`SET memory_limit = '${rows[0]?.own}'`);
  }
}

/**
 * Bounds the memory of deriving: 170 bytes a repo, so that little is spilled, but beyond 1.5 GB as many as it needs, 130;
 * 64 MB at least. As many threads as there are cores.
 */
export async function boundByRepos(connection: DuckDBConnection): Promise<void> {
  const rows = await readRows(
    connection,
    'SELECT ((SELECT count(*) FROM model_rows) + (SELECT count(*) FROM dataset_rows))::DOUBLE AS n',
  );
  const millions = Number(rows[0]?.n) / 1e6;
  const megabytes = Math.ceil(Math.max(64, millions * 130, Math.min(1500, millions * 170)));
  await connection.run(`SET memory_limit = '${megabytes}MB'`);
  await useAllThreads(connection);
}

/** One thread adds up fractions in the same order each time, and needs the least memory. */
export async function useOneThread(connection: DuckDBConnection): Promise<void> {
  await connection.run('SET threads = 1');
}

/** As many threads as there are cores. */
export async function useAllThreads(connection: DuckDBConnection): Promise<void> {
  await connection.run('RESET threads');
}

/** As many threads as there are cores, but no more than a dump's decoding has memory for. */
export async function useDumpThreads(connection: DuckDBConnection): Promise<void> {
  await useAllThreads(connection);
  const [row] = await readRows(connection, `SELECT current_setting('threads')::INTEGER AS n`);
  await connection.run(`SET threads = ${Math.min(Number(row?.n), mostDumpThreads)}`);
}

/** Whether work failed for want of memory, so that more may help. */
export const isShortOfMemory = (error: unknown): boolean =>
  /out of memory|failed to (?:pin|allocate)/i.test(messageOf(error));
