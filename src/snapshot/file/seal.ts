import { fstatSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { waitForAll } from '../../async.ts';
import { parseJson } from '../../text.ts';
import { countBlocks, digestBlocks, fromRanges, readBlocks, readState, toRanges } from './blocks.ts';
import type { Snapshot } from './connect.ts';
import { damageError } from './damage.ts';
import { readRows } from './query.ts';

// DuckDB compares each block with the block's own checksum. Another whole block in its place, or an earlier state of
// it, has one that is right too: it gives other figures, or ends the process. So a finished snapshot is sealed. `meta`
// names the blocks of each other table, with a digest of their checksums; the table `seal` has that of the blocks of
// `meta`. It is one row of numbers, which DuckDB keeps beside its catalogue and not in a block of their own. It names the
// state of the file, too: where anything was written since, nothing is compared.

/** The blocks of a table as ranges, and a digest of their checksums. */
interface SealedTable {
  blocks: string;
  digest: string;
}

/**
 * Seals a snapshot, to which nothing is written afterwards: what is breaks the seal.
 * @throws as any other statement, where the file cannot be written
 */
export async function sealSnapshot({ connection, handle }: Snapshot): Promise<void> {
  if (handle === null) return;
  await connection.run('DROP TABLE IF EXISTS seal');
  await connection.run(`DELETE FROM meta WHERE key = 'blocks'`);
  // Only what is checkpointed has its place in the file.
  await connection.run('CHECKPOINT');
  const tables: Record<string, SealedTable> = {};
  for (const table of await readTableNames(connection)) {
    if (table === 'meta') continue;
    const blocks = await readBlocks(connection, table);
    const digest = digestBlocks(handle, blocks);
    if (digest !== null && blocks.length > 0) tables[table] = { blocks: toRanges(blocks), digest };
  }
  await connection.run(`INSERT INTO meta VALUES ('blocks', $tables)`, { tables: JSON.stringify(tables) });
  await connection.run('CHECKPOINT');
  const ownBlocks = await readBlocks(connection, 'meta');
  const digest = BigInt(`0x${digestBlocks(handle, ownBlocks) ?? '0'}`);
  // Writing the seal makes it the next one.
  const state = readState(handle) + 1n;
  await connection.run(
    `CREATE TABLE seal AS SELECT ${state}::UBIGINT AS state, ${digest}::UBIGINT AS digest`,
  );
  await connection.run('CHECKPOINT');
}

async function readTableNames(connection: DuckDBConnection): Promise<string[]> {
  const rows = await readRows(
    connection,
    `SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY name`,
  );
  return rows.map(({ name }) => String(name));
}

/** Of each open snapshot the sealed tables of which no block has been read yet. */
const unread = new WeakMap<DuckDBConnection, Map<string, SealedTable>>();

/**
 * Compares `meta` of a snapshot that was just opened, and has it, with its seal.
 * @param sealTable the statement that makes the table of the seal, where there is one
 * @returns whether it is sealed, and nothing was written to it since
 * @throws HfreuseError (exit 1) where another block is in the place of one
 */
export async function checkSeal(snapshot: Snapshot, sealTable: string | undefined): Promise<boolean> {
  const { connection, handle } = snapshot;
  if (handle === null || !sealSql.test(String(sealTable))) return false;
  const [[seal], blocks] = await waitForAll([
    readRows(connection, `SELECT state::VARCHAR AS state, digest::VARCHAR AS digest FROM seal`),
    readBlocks(connection, 'meta'),
  ]);
  if (seal?.state !== String(readState(handle))) return false;
  const digest = digestBlocks(handle, blocks);
  if (digest === null) return false;
  if (String(BigInt(`0x${digest}`)) !== seal.digest) throw damageError(snapshot.path);
  return true;
}

/**
 * From now on compares each table of a sealed snapshot with its digest, before the first statement that mentions it.
 * @param blocks what `meta` holds of them
 * @throws nothing; every such statement an HfreuseError (exit 1) where another block is in the place of one
 */
export function watchBlocks(snapshot: Snapshot, blocks: string): void {
  unread.set(snapshot.connection, parseTables(blocks));
  watchStatements(snapshot);
}

/** The file may be another's, and hold a table of that name of any sort. */
const sealSql = /^CREATE TABLE seal\("?state"? UBIGINT, "?digest"? UBIGINT\);?$/;

/** It may be another's, and hold anything: what is not a sealed table is not one. */
function parseTables(text: string): Map<string, SealedTable> {
  const tables = Object.entries(parseJson(text) ?? {}) as [string, Partial<SealedTable> | null][];
  return new Map(
    tables.flatMap(([name, sealed]): [string, SealedTable][] => {
      const { blocks, digest } = sealed ?? {};
      const isTable = /^\w+$/.test(name) && typeof blocks === 'string' && typeof digest === 'string';
      return isTable ? [[name, { blocks, digest }]] : [];
    }),
  );
}

/** Every way in which a statement comes to a connection of ours. */
function watchStatements(snapshot: Snapshot): void {
  const { connection } = snapshot;
  const watch = <Result>(run: (sql: string, ...more: never[]) => Promise<Result>) => {
    return async (sql: string, ...more: never[]): Promise<Result> => {
      // Texts are not names of tables.
      checkBlocks(snapshot, sql.replace(/'[^']*'/g, '').match(/\w+/g) ?? []);
      return run(sql, ...more);
    };
  };
  connection.run = watch(connection.run.bind(connection)) as typeof connection.run;
  connection.runAndReadAll = watch(
    connection.runAndReadAll.bind(connection),
  ) as typeof connection.runAndReadAll;
  connection.stream = watch(connection.stream.bind(connection)) as typeof connection.stream;
  connection.prepare = watch(connection.prepare.bind(connection)) as typeof connection.prepare;
}

/**
 * Compares the blocks of some tables with the seal, each once. Words that are not sealed tables are passed over.
 * @param words null for all tables
 * @throws HfreuseError (exit 1) where another block is in the place of one
 */
export function checkBlocks(
  { path, connection, handle }: Snapshot,
  words: readonly string[] | null = null,
): void {
  const tables = unread.get(connection);
  if (tables === undefined || handle === null) return;
  for (const table of words ?? [...tables.keys()]) {
    const sealed = tables.get(table);
    if (sealed === undefined) continue;
    const blocks = fromRanges(sealed.blocks, countBlocks(fstatSync(handle).size));
    const digest = blocks === null ? null : digestBlocks(handle, blocks);
    // Where the file ends before, DuckDB reports it.
    if (digest !== null && digest !== sealed.digest) throw damageError(path);
    tables.delete(table);
  }
}
