import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HfreuseError, messageOf, usageError } from '../errors.ts';
import type { Io } from '../io.ts';

/**
 * The user's token: HF_TOKEN, else the file that `hf auth login` writes ($HF_TOKEN_PATH, else $HF_HOME/token, else
 * ~/.cache/huggingface/token). Trimmed; null where there is none.
 * @throws HfreuseError (exit 1) where the file is there but cannot be read
 */
export async function readToken(io: Pick<Io, 'env'>): Promise<string | null> {
  const given = io.env.HF_TOKEN?.trim();
  if (given) return given;
  const path = tokenPath(io.env);
  try {
    return (await readFile(path, 'utf8')).trim() || null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new HfreuseError(`the token file ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function tokenPath(env: Io['env']): string {
  if (env.HF_TOKEN_PATH) return env.HF_TOKEN_PATH;
  if (env.HF_HOME) return join(env.HF_HOME, 'token');
  return join(env.HOME || homedir(), '.cache', 'huggingface', 'token');
}

/**
 * Checks that a token looks like one; the message does not repeat it.
 * @throws HfreuseError (exit 2)
 */
export function checkToken(token: string | null): void {
  if (token === null || /^hf_[\x21-\x7e]+$/.test(token)) return;
  throw usageError(
    'the token does not look like one of the Hub: it must start with hf_ and hold no blanks',
    'check HF_TOKEN and the token file, or run without a token',
  );
}
