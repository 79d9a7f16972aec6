import { HfreuseError, messageOf } from '../../../errors.ts';
import type { RepoKind } from '../../../repo-kind.ts';
import { boundMemory, budgets, isShortOfMemory, useDumpThreads, useOneThread } from '../../file/memory.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { readRows } from '../../file/query.ts';
import { addUpUnread, countUnread, countUnreadCards, refuseUnread, type Unread } from './count-unread.ts';
import {
  absentColumns,
  columnSql,
  columnValues,
  type DumpColumn,
  missingColumns,
  requiredColumns,
} from './dump-columns.ts';
import { type DumpPart, readSchemas } from './read-schemas.ts';
import type { ReadValue } from './read-values.ts';

/** What the files of one kind held. */
export interface DumpRead {
  rows: number;
  rejected: number;
  /** Repos marked private: counted, not stored. */
  private: number;
  /** Columns that the files lack though a dump may have them. */
  absent: string[];
  /** What is there and cannot be read, by column. */
  unread: Unread[];
  /** The newest `lastModified` or `createdAt`, ISO 8601; null where no row has either. */
  latest: string | null;
}

/** An item set aside is kept up to this many characters. */
const longestItem = 10_000;

/**
 * Reads repos from Parquet files into the raw table of their kind, a row group at a time.
 * @param files local paths, read as one table
 * @param listing the number that the rows carry
 * @throws HfreuseError (exit 1) for a file that cannot be read, or lacks a column that is needed, or in which no value
 *   of it can be read
 */
export async function readDump(
  snapshot: Snapshot,
  kind: RepoKind,
  files: readonly string[],
  listing: number,
): Promise<DumpRead> {
  const { connection } = snapshot;
  await prepare(snapshot);
  const parts = await nameFiles(files, () => readSchemas(snapshot, kind, files));
  for (const part of parts) refuseMissing(kind, part);
  const unread: Unread[] = [];
  for (const part of parts) {
    const values = columnValues(kind, part.columns);
    unread.push(...(await nameFiles(part.files, () => countUnread(snapshot, part, values))));
  }
  refuseUnread(kind, parts, addUpUnread(unread));
  let cards = 0;
  for (const part of parts) {
    const found = await nameFiles(part.files, () => readDumpPart(snapshot, kind, part, listing, cards));
    unread.push(...found.unread);
    cards = found.cards;
  }
  const counted = await readRows(connection, countsSql(kind, listing));
  return {
    rows: Number(counted[0]?.rows),
    rejected: Number(counted[0]?.rejected),
    private: Number(counted[0]?.private),
    absent: absentColumns(
      kind,
      parts.flatMap(({ columns }) => columns),
    ),
    unread: addUpUnread(unread),
    latest: toIso(counted[0]?.latest),
  };
}

function refuseMissing(kind: RepoKind, { files, columns }: DumpPart): void {
  const missing = missingColumns(kind, columns);
  if (missing.length === 0) return;
  const needs = `${kind} need ${requiredColumns[kind].join(', ')}`;
  throw new HfreuseError(`${files.join(', ')} has no column ${missing.join(', ')}; ${needs}`, { hint });
}

/** Reads the files of one shape; `cards` is how many rows of the listing have a card, before and after. */
async function readDumpPart(
  snapshot: Snapshot,
  kind: RepoKind,
  part: DumpPart,
  listing: number,
  cards: number,
): Promise<{ unread: Unread[]; cards: number }> {
  const { connection } = snapshot;
  const unread: Unread[] = [];
  await connection.run(dumpViewSql(columnValues(kind, part.columns), part));
  const stored = await runWithMoreMemory(snapshot, insertRowsSql(kind, listing));
  const [all] = await readRows(connection, 'SELECT count(*)::DOUBLE AS n FROM dump');
  // Most dumps have no other rows, and to look for them takes a tenth of the time in all.
  if (Number(all?.n) > stored) {
    await runWithMoreMemory(snapshot, insertRejectedSql(part.columns, listing));
    await connection.run(insertPrivateSql(listing));
  }
  let withCard = cards;
  if (kind === 'models') {
    const [row] = await readRows(connection, countCardsSql(listing));
    withCard = Number(row?.n);
    unread.push(...(await countUnreadCards(snapshot, isStored, withCard - cards)));
  }
  await connection.run('DROP VIEW dump');
  return { unread, cards: withCard };
}

/** Failures name the files, in one line. */
async function nameFiles<T>(files: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HfreuseError) throw error;
    throw new HfreuseError(`${files.join(', ')} cannot be read: ${duckdbReasonOf(error)}`, {
      hint,
      cause: error,
    });
  }
}

const hint = 'a dump is Parquet, with the columns that the Hub gives its repos';

/**
 * Row groups may be of any size: what fails for want of memory is tried again with all there is, in one thread.
 * @returns how many rows were inserted
 */
async function runWithMoreMemory({ connection }: Snapshot, statement: string): Promise<number> {
  try {
    return (await connection.run(statement)).rowsChanged;
  } catch (error) {
    if (!isShortOfMemory(error)) throw error;
    await boundMemory(connection, budgets.all);
    await useOneThread(connection);
    return (await connection.run(statement)).rowsChanged;
  }
}

/** DuckDB's reason without the statement of ours that it repeats. */
const duckdbReasonOf = (error: unknown): string => messageOf(error).replace(/ LINE \d+: .*$/, '');

/** Texts without a zone are UTC. */
async function prepare({ connection }: Snapshot): Promise<void> {
  await connection.run(`SET TimeZone = 'UTC'`);
  await useDumpThreads(connection);
}

function dumpViewSql(values: ReadonlyMap<string, ReadValue>, { sql }: DumpPart): string {
  const made = Object.entries(columnSql(values)).map(([name, value]) => `${value} AS ${name}`);
  return `CREATE OR REPLACE TEMP VIEW dump AS SELECT ${made.join(', ')} FROM ${sql}`;
}

const isRepo = `coalesce(hub_id, '') <> '' AND coalesce(id, '') <> ''`;
const isStored = `${isRepo} AND NOT private`;

function insertRowsSql(kind: RepoKind, listing: number): string {
  const shared = 'hub_id, id, created_at, last_modified, downloads, likes, gated, tags';
  if (kind === 'datasets') {
    return `INSERT INTO dataset_rows (${shared}, stream) SELECT ${shared}, ${listing} FROM dump WHERE ${isStored}`;
  }
  const field = (name: string): string =>
    `CASE json_type(card) WHEN 'OBJECT' THEN json_extract(card, '$.${name}')::VARCHAR END`;
  return `INSERT INTO model_rows (${shared}, stream, pipeline_tag, library_name, has_card, card_datasets, card_base_model)
    SELECT ${shared}, ${listing}, pipeline_tag, library_name, coalesce(json_type(card) = 'OBJECT', false),
      ${field('datasets')}, ${field('base_model')} FROM dump WHERE ${isStored}`;
}

/** The row as a list item would be: what it lacks is absent. */
function insertRejectedSql(columns: readonly DumpColumn[], listing: number): string {
  const names: Record<string, string> = {
    _id: 'hub_id',
    id: 'id',
    pipeline_tag: 'pipeline_tag',
    createdAt: 'created_at',
    tags: 'tags::JSON',
  };
  const fields = Object.entries(names)
    .filter(([name]) => columns.some((column) => column.name === name))
    .map(([name, sql]) => `"${name}": ${sql}`);
  return `INSERT INTO rejected SELECT ${listing},
      CASE WHEN hub_id IS NULL THEN 'no _id' WHEN hub_id = '' THEN '_id is empty' WHEN id IS NULL THEN 'no id' ELSE 'id is empty' END,
      left(json_merge_patch('{}', to_json({${fields.join(', ')}}))::VARCHAR, ${longestItem})
    FROM dump WHERE NOT (${isRepo})`;
}

/** As in a crawl: a digest, so that a repo counts once. */
const insertPrivateSql = (listing: number): string =>
  `INSERT INTO private_repos SELECT DISTINCT ${listing}, md5(hub_id) FROM dump WHERE ${isRepo} AND private`;

function countsSql(kind: RepoKind, listing: number): string {
  const table = kind === 'models' ? 'model_rows' : 'dataset_rows';
  return `SELECT (SELECT count(*) FROM ${table} WHERE stream = ${listing})::INTEGER AS rows,
      (SELECT count(*) FROM rejected WHERE stream = ${listing})::INTEGER AS rejected,
      (SELECT count(DISTINCT digest) FROM private_repos WHERE stream = ${listing})::INTEGER AS private,
      (SELECT epoch_ms(max(greatest(last_modified, created_at))) FROM ${table} WHERE stream = ${listing})::DOUBLE AS latest`;
}

const countCardsSql = (listing: number): string =>
  `SELECT count(*) FILTER (has_card)::INTEGER AS n FROM model_rows WHERE stream = ${listing}`;

const toIso = (ms: unknown): string | null => (typeof ms === 'number' ? new Date(ms).toISOString() : null);
