import { HfreuseError, messageOf } from '../../errors.ts';
import { earliestFormat, formatVersion } from '../tables/schema.ts';
import { checkLayout } from './check-layout.ts';
import type { Snapshot } from './connect.ts';
import { explainFailure } from './explain-failure.ts';
import { readRows, type SqlRow } from './query.ts';
import { checkSeal, watchBlocks } from './seal.ts';

/** The error for a file that is not a snapshot. */
export const noSnapshotError = (message: string, cause?: unknown): HfreuseError =>
  new HfreuseError(message, { hint: 'name another file with --snapshot', cause });

/** What is to be done with a snapshot. */
export type SnapshotAccess = 'read' | 'write';

/**
 * Makes sure that what was opened is a snapshot that this version reads. Of one that is to be read, no macro or type
 * takes part in a query from here on; one that is to be written has none.
 * @returns the values of its `meta` by key
 * @throws HfreuseError (exit 1), and closes it
 */
export async function checkSnapshot(
  snapshot: Snapshot,
  access: SnapshotAccess,
): Promise<ReadonlyMap<string, string>> {
  const { path } = snapshot;
  try {
    if (access === 'read') await preferBuiltIn(snapshot);
    const { tables, view } = await readCatalogue(snapshot);
    const program = view ?? (access === 'write' ? await findProgram(snapshot) : null);
    const meta = await readContent(snapshot, tables);
    refuseProgrammed(path, program);
    refuseFormat(path, formatOf(meta));
    return checkLayout(path, [...tables.values()], meta);
  } catch (error) {
    snapshot.close();
    throw error instanceof HfreuseError ? error : explainFailure(path, messageOf(error), error);
  }
}

/**
 * Functions and types are looked up in DuckDB's own schema before that of the file, so that a macro of the file cannot
 * take the name of one. To list its macros instead takes as long as everything else at opening, since DuckDB describes
 * its thousands of functions for that. What is made goes into the first schema, so this is for reading only.
 */
async function preferBuiltIn({ connection }: Snapshot): Promise<void> {
  const name = `system.main.replace(system.main.current_database(), '"', '""')`;
  await connection.run(`SET search_path = system.main.concat('system.main,"', ${name}, '".main')`);
}

/** What a file holds besides rows. */
interface Catalogue {
  /** The statements that make the tables, by their names. */
  tables: Map<string, string>;
  /** Words for the first view; null where there is none. */
  view: string | null;
}

/** In one statement: DuckDB goes through all that is built in for each sort, both at once. */
async function readCatalogue({ connection }: Snapshot): Promise<Catalogue> {
  const found = await readRows(
    connection,
    `SELECT 'table' AS what, table_name AS name, sql FROM system.main.duckdb_tables() WHERE NOT internal AND NOT temporary
     UNION ALL SELECT 'a view', view_name, NULL FROM system.main.duckdb_views() WHERE NOT internal AND NOT temporary`,
  );
  const tables = found.filter(({ what }) => what === 'table');
  return {
    tables: new Map(tables.map(({ name, sql }) => [String(name), String(sql)])),
    view: toWords(found.filter(({ what }) => what !== 'table')),
  };
}

/**
 * Words for the first macro or type, which could run where something is written; null where there is none. Asked of
 * DuckDB's own schema by name, since a macro could hide the others.
 */
const findProgram = async ({ connection }: Snapshot): Promise<string | null> =>
  toWords(
    await readRows(
      connection,
      `SELECT 'a macro' AS what, function_name AS name FROM system.main.duckdb_functions() WHERE NOT internal
       UNION ALL SELECT 'a type', type_name FROM system.main.duckdb_types() WHERE NOT internal`,
    ),
  );

function toWords(found: readonly SqlRow[]): string | null {
  const [first] = found.map(({ what, name }) => `${what} (${name})`).sort();
  return first ?? null;
}

/**
 * @param sqlOf the statements that make the tables, by their names
 * @returns the rows of `meta`
 * @throws HfreuseError (exit 1) where the file is damaged, or has not the tables of a snapshot
 */
async function readContent(snapshot: Snapshot, sqlOf: ReadonlyMap<string, string>): Promise<SqlRow[]> {
  const { path, connection } = snapshot;
  const isOurs = ['meta', 'streams', 'model_rows'].every((table) => sqlOf.has(table));
  const isSealed = isOurs && (await checkSeal(snapshot, sqlOf.get('seal')));
  const meta = isOurs ? await readRows(connection, 'SELECT key, value FROM meta') : [];
  if (isSealed) watchBlocks(snapshot, findValue(meta, 'blocks') ?? '{}');
  if (formatOf(meta) === null) throw noSnapshotError(`${path} is a database, but not a snapshot of hfreuse`);
  for (const [table, sql] of sqlOf)
    if (/GENERATED ALWAYS/i.test(sql)) refuseProgrammed(path, `a computed column (${table})`);
  return meta;
}

/**
 * Only base tables are read: the file may be another's, and what else it holds would run in our queries.
 * @throws HfreuseError (exit 1)
 */
function refuseProgrammed(path: string, program: string | null): void {
  if (program === null) return;
  throw noSnapshotError(
    `${path} holds ${program}, which a snapshot of hfreuse never does, so it is not read`,
  );
}

function findValue(meta: readonly SqlRow[], key: string): string | null {
  const row = meta.find((one) => one.key === key);
  return row === undefined ? null : String(row.value);
}

function formatOf(meta: readonly SqlRow[]): number | null {
  const format = Number(findValue(meta, 'format'));
  return Number.isInteger(format) && format >= 1 ? format : null;
}

/** @throws HfreuseError (exit 1) for a format that this version does not read */
function refuseFormat(path: string, format: number | null): void {
  if (format === null || format > formatVersion) {
    throw new HfreuseError(`${path} has format ${format}; this version of hfreuse knows ${formatVersion}`, {
      hint: 'update hfreuse',
    });
  }
  if (format < earliestFormat) {
    throw new HfreuseError(
      `${path} has format ${format}, of an earlier hfreuse; this version knows ${formatVersion}`,
      { hint: 'collect again under another name' },
    );
  }
}
