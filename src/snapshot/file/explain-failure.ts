import { fileError, fileErrorCode, HfreuseError, messageOf, moreMemory } from '../../errors.ts';
import { followLinks } from '../../files.ts';
import { damageOf } from './damage.ts';
import { isShortOfMemory } from './memory.ts';

/** DuckDB's own words, turned into what a user can act on. */
export function explainFailure(path: string, text: string, error: unknown): HfreuseError {
  const holder = holderOf(text);
  if (holder !== null) {
    const message = `${path} is held by another program: process ${holder[2]} (${holder[1]})`;
    return new HfreuseError(message, { hint: 'wait until it is done, or stop it', cause: error });
  }
  const damage = damageOf(path, followLinks(path), error);
  if (damage !== null) return damage;
  if (isShortOfMemory(error)) {
    return new HfreuseError(`${path} cannot be opened: ${text}`, { hint: moreMemory, cause: error });
  }
  const full = fullOrReadOnly.includes(fileErrorCode(error) ?? '');
  return fileError(path, full ? 'cannot be written' : 'cannot be opened', error);
}

/** Then it is writing that fails, even if reading came first. */
const fullOrReadOnly = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS'];

/** Whether opening failed because another program has the file. */
export const isHeld = (error: unknown): boolean => holderIdOf(error) !== null;

/** The process that has the file, where opening failed because of that; else null. */
export function holderIdOf(error: unknown): number | null {
  const holder = error instanceof HfreuseError ? holderOf(messageOf(error.cause)) : null;
  return holder === null ? null : Number(holder[2]);
}

const holderOf = (text: string): RegExpExecArray | null =>
  /Conflicting lock is held in (.*?)(?: by user.*)? ?\(PID (\d+)\)/.exec(text);
