import type { DuckDBConnection } from '@duckdb/node-api';
import { HfreuseError, messageOf } from '../../errors.ts';

/** How DuckDB words it that a block, the catalogue or the log of a database is not what it was written as. */
const damageWords =
  /corrupt database file|computed checksum|failed to deserialize|serialization error|replaying WAL|not a valid DuckDB|invalid bitpacking mode/i;

/** More is asked of a file than it holds: it was cut. Its name distinguishes the snapshot itself from files that are read. */
const cut = /could not read enough bytes from file "([^"]*)"/i;

/**
 * The error for a snapshot that is damaged or truncated.
 * @param place the file itself, links followed
 * @returns null where the error is of another sort, or of another file
 */
export function damageOf(path: string, place: string, error: unknown): HfreuseError | null {
  if (error instanceof HfreuseError) return null;
  const text = messageOf(error);
  const cutFile = cut.exec(text)?.[1];
  const isOwn = cutFile === place || cutFile === `${place}.wal`;
  if (!damageWords.test(text) && !isOwn) return null;
  return damageError(path, isOwn ? 'is truncated: its end is missing' : changed, error);
}

const changed = 'is damaged: a part of it has changed since it was written';

/** The error for a snapshot that is not as it was written. */
export const damageError = (path: string, what = changed, cause?: unknown): HfreuseError =>
  new HfreuseError(`${path} ${what}`, {
    hint: 'copy it again from an undamaged file, or create it again under another name with --snapshot',
    cause,
  });

type Statement = (...parameters: never[]) => Promise<unknown>;

/** Makes every statement of a connection report damage that it meets, in any block. */
export function watchForDamage(connection: DuckDBConnection, path: string, place: string): void {
  const watch = <Run extends Statement>(run: Run): Run =>
    (async (...parameters: Parameters<Run>) => {
      try {
        return await run(...parameters);
      } catch (error) {
        throw damageOf(path, place, error) ?? error;
      }
    }) as Run;
  connection.run = watch(connection.run.bind(connection));
  connection.runAndReadAll = watch(connection.runAndReadAll.bind(connection));
  const prepare = connection.prepare.bind(connection);
  connection.prepare = watch(async (sql: string) => {
    const statement = await prepare(sql);
    statement.run = watch(statement.run.bind(statement));
    return statement;
  });
}
