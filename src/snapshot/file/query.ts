import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { parseJson } from '../../text.ts';

/** A value that a small query gives back: numbers in SQL are cast to int32 or double by the caller. */
export type SqlValue = string | number | boolean | null;

/** A row of a small query, by column. */
export type SqlRow = Record<string, SqlValue>;

/**
 * The rows of a small query as plain objects.
 * @param parameters left out where there are none: with any, even an empty object, DuckDB takes three turns for one
 */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Record<string, SqlValue>,
): Promise<SqlRow[]> {
  const reader = await connection.runAndReadAll(sql, parameters);
  return reader.getRowObjectsJson() as SqlRow[];
}

/**
 * The one value of a query, a list or an object, by way of JSON: read much faster than many rows of texts.
 * @param sql a query of one column; its value holds texts, booleans, and numbers that JavaScript can hold
 * @returns null where there is no value, or it holds a number that JSON has no word for: another program wrote it
 */
export async function readJson<Value>(connection: DuckDBConnection, sql: string): Promise<Value | null> {
  const [row] = await readRows(connection, `SELECT to_json((${sql}))::VARCHAR AS json`);
  return parseJson(String(row?.json)) as Value | null;
}

/**
 * The rows of a large query, a chunk of some 2,000 at a time.
 * @param sql a query of texts, booleans, doubles and 32-bit integers
 */
export async function* streamRows<Row>(connection: DuckDBConnection, sql: string): AsyncGenerator<Row[]> {
  const result = await connection.stream(sql);
  const names = result.columnNames();
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk
      .getRows()
      .map((row) => Object.fromEntries(row.map((cell, at) => [names[at] ?? '', cell])) as Row);
  }
}

/** Statements that run again and again, by their text; a connection that is closed lets go of its own. */
const prepared = new WeakMap<DuckDBConnection, Map<string, DuckDBPreparedStatement>>();

/**
 * Runs a statement that was prepared once: it is handed over to DuckDB's thread at once, while one that is not takes
 * three turns of the event loop, each of which a page that is being read may hold up.
 */
export async function runPrepared(
  connection: DuckDBConnection,
  sql: string,
  parameters: Record<string, SqlValue> = {},
): Promise<void> {
  const statements = prepared.get(connection) ?? new Map<string, DuckDBPreparedStatement>();
  prepared.set(connection, statements);
  const statement = statements.get(sql) ?? (await connection.prepare(sql));
  statements.set(sql, statement);
  for (const [name, value] of Object.entries(parameters)) bindCell(statement, name, value);
  await statement.run();
}

/** Not with `bind`, which makes an object of each value: those of texts lie in memory until the collector comes. */
function bindCell(statement: DuckDBPreparedStatement, name: string, value: SqlValue): void {
  const index = statement.parameterIndex(name);
  if (typeof value === 'string') statement.bindVarchar(index, value);
  else if (typeof value === 'number') statement.bindDouble(index, value);
  else if (typeof value === 'boolean') statement.bindBoolean(index, value);
  else statement.bindNull(index);
}

/** A connection has one transaction at a time; the next one waits for its turn. */
const turns = new WeakMap<DuckDBConnection, Promise<unknown>>();

/** Runs several statements as one transaction, after those under way; undone as a whole where one fails. */
export function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(connection) ?? Promise.resolve()).then(() => transact(connection, work));
  turns.set(
    connection,
    turn.catch(() => undefined),
  );
  return turn;
}

async function transact<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await runPrepared(connection, 'BEGIN');
  try {
    const result = await work();
    await runPrepared(connection, 'COMMIT');
    return result;
  } catch (error) {
    // A failed COMMIT has already ended the transaction; the first error is the one to report.
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Columns of 32-bit integers, as typed arrays.
 * @param sql a query whose columns are all INTEGER and never NULL
 * @param width how many columns it has
 */
export const readIntegers = (
  connection: DuckDBConnection,
  sql: string,
  width: number,
): Promise<Int32Array[]> => readColumns(connection, sql, width, (length) => new Int32Array(length));

/**
 * Columns of floating-point numbers, as typed arrays.
 * @param sql a query whose columns are all DOUBLE and never NULL
 * @param width how many columns it has
 */
export const readDoubles = (
  connection: DuckDBConnection,
  sql: string,
  width: number,
): Promise<Float64Array[]> => readColumns(connection, sql, width, (length) => new Float64Array(length));

/**
 * `run` and `getChunk` cost half of what `stream` and `fetchChunk` do, which wait a turn of the event loop for every
 * 2,048 rows. Nothing is asked of a chunk twice: each question takes longer than to copy its rows.
 */
async function readColumns<Column extends Int32Array | Float64Array>(
  connection: DuckDBConnection,
  sql: string,
  width: number,
  make: (length: number) => Column,
): Promise<Column[]> {
  const result = await connection.run(sql);
  const columns = Array.from({ length: width }, () => make(result.rowCount));
  const { chunkCount } = result;
  let length = 0;
  for (let index = 0; index < chunkCount; index += 1) {
    const chunk = result.getChunk(index);
    let rows = 0;
    for (let column = 0; column < width; column += 1) {
      const { items } = chunk.getColumnVector(column) as unknown as { items: Column };
      columns[column]?.set(items, length);
      rows = items.length;
    }
    length += rows;
  }
  return columns;
}
