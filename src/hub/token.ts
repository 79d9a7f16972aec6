import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HfreuseError, messageOf, usageError } from '../errors.ts';
import type { World } from '../io.ts';

/**
 * The user's token, found as the official client finds it: HF_TOKEN, else the file that `hf auth login` writes
 * ($HF_TOKEN_PATH, else $HF_HOME/token, else $XDG_CACHE_HOME/huggingface/token, else ~/.cache/huggingface/token).
 * Trimmed; null where there is none, or HF_HUB_DISABLE_IMPLICIT_TOKEN forbids to send it unasked.
 * https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
 * @throws HfreuseError (exit 1) where the file is there but cannot be read
 */
export async function readToken({ env }: Pick<World, 'env'>): Promise<string | null> {
  if (/^(1|on|yes|true)$/i.test(env.HF_HUB_DISABLE_IMPLICIT_TOKEN ?? '')) return null;
  const given = env.HF_TOKEN?.trim();
  if (given) return given;
  const path = tokenPath(env);
  try {
    return (await readFile(path, 'utf8')).trim() || null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new HfreuseError(`the token file ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function tokenPath(env: World['env']): string {
  if (env.HF_TOKEN_PATH) return expandPath(env.HF_TOKEN_PATH, env);
  if (env.HF_HOME) return join(expandPath(env.HF_HOME, env), 'token');
  const cache = env.XDG_CACHE_HOME || join('~', '.cache');
  return join(expandPath(cache, env), 'huggingface', 'token');
}

/** A leading `~` is the user's folder, `$NAME` and `${NAME}` are variables; one that is not set stays as it is. */
const expandPath = (path: string, env: World['env']): string =>
  path
    .replace(/^~(?=$|[/\\])/, () => env.HOME || homedir())
    .replace(/\$(?:(\w+)|\{(\w+)\})/g, (text, plain, braced) => env[plain ?? braced] ?? text);

/**
 * Checks that a token looks like one; the message does not repeat it.
 * @throws HfreuseError (exit 2)
 */
export function checkToken(token: string | null): void {
  if (token === null || /^hf_[\x21-\x7e]+$/.test(token)) return;
  throw usageError(
    'the token does not look like a Hub token: it must start with hf_ and contain no blanks',
    'check HF_TOKEN and the token file, or run without a token',
  );
}
