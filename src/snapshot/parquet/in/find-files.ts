import { existsSync, statSync } from 'node:fs';
import { HfreuseError, usageError } from '../../../errors.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { readRows } from '../../file/query.ts';

/**
 * The files that names and patterns (`*`, `?`, `[…]`) stand for, each once, those of a pattern sorted.
 * @param option for the message
 * @throws HfreuseError (exit 2) for an address, (exit 1) where there is no such file
 */
export async function findFiles(
  { connection }: Snapshot,
  names: readonly string[],
  option: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    if (/^[a-z][a-z0-9]+:\/\//i.test(name)) {
      throw usageError(`${option} takes local files, not ${name}`, '--from reads a repo of the Hub');
    }
    if (existsSync(name)) {
      if (statSync(name).isDirectory())
        throw absenceError(`${name} is a folder`, `${name.replace(/\/+$/, '')}/*.parquet`);
      files.push(name);
      continue;
    }
    const found = await readRows(connection, 'SELECT file FROM glob($name) ORDER BY file', { name });
    if (found.length === 0) throw absenceError(`there is no file ${name}`, 'check the path');
    files.push(...found.map(({ file }) => String(file)));
  }
  return [...new Set(files)];
}

const absenceError = (message: string, hint: string): HfreuseError => new HfreuseError(message, { hint });
