import type { AuditFile } from '../commands/audit/read-tables.ts';
import { AbortError, usageError } from '../errors.ts';
import type { Io } from '../io.ts';

/** How a user names standard input. */
const dash = '-';

/**
 * The files of a command, standard input read where it is named.
 * @throws HfreuseError (exit 2) where it is named twice; AbortError
 */
export async function withStandardInput(io: Io, files: readonly string[]): Promise<(string | AuditFile)[]> {
  if (!files.includes(dash)) return [...files];
  if (files.indexOf(dash) !== files.lastIndexOf(dash)) {
    throw usageError('standard input (-) is named twice; it can be read once');
  }
  const bytes = await readAll(io);
  return files.map((file) => (file === dash ? { name: 'standard input', bytes } : file));
}

async function readAll({ stdin, signal }: Io): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const stop = () => stdin.destroy(new AbortError(signal.reason));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stdin) chunks.push(chunk);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
}
