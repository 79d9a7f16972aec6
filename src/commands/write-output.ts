import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { HfreuseError, messageOf } from '../errors.ts';
import type { Io } from '../io.ts';

export interface OutputOptions {
  /** A file instead of stdout. */
  output?: string;
  quiet?: boolean;
  debug?: boolean;
}

/**
 * Data to stdout or, written beside and renamed, to a file: never half a file.
 * @throws HfreuseError (exit 1) if the file cannot be written
 */
export async function writeOutput(io: Io, { output }: OutputOptions, text: string): Promise<void> {
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  const beside = `${output}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, output);
  } catch (error) {
    // The first error is the one to tell.
    await rm(beside, { force: true }).catch(() => undefined);
    throw new HfreuseError(`${output} cannot be written: ${messageOf(error)}`, {
      hint: 'check the folder and its permissions',
      cause: error,
    });
  }
}
