import { plainLine } from './text.ts';

/** Exit codes, as README.md lists them; 0 is done. */
export type ExitCode = 1 | 2 | 3 | 4 | 130;

/**
 * A failure that a user can act on. `message` is one line that names the thing; `hint` names the next thing to
 * try. Anything else that is thrown is a defect of ours.
 */
export class HfreuseError extends Error {
  override readonly name = 'HfreuseError';
  readonly exitCode: ExitCode;
  readonly hint: string | null;

  constructor(message: string, options: { exitCode?: ExitCode; hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
    this.hint = options.hint ?? null;
  }
}

/** Wrong usage: exit 2. */
export const usageError = (message: string, hint?: string): HfreuseError =>
  new HfreuseError(message, { exitCode: 2, hint });

/** The work was ended from outside, by the signal that it was given. */
export class AbortError extends Error {
  override readonly name = 'AbortError';

  constructor(cause?: unknown) {
    super('interrupted', { cause });
  }
}

/** The text of a thrown value, on one line. */
export const messageOf = (thrown: unknown): string =>
  plainLine(thrown instanceof Error ? thrown.message : String(thrown));

const reasons: Record<string, string> = {
  ENOENT: 'no such file or folder',
  EEXIST: 'a file of that name already exists',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'no space is left: the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed',
  ELOOP: 'its links form a loop',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EBUSY: 'it is in use',
  EIO: 'the device reported an error',
};

/** The same as libraries word them that give no code. */
const systemWords: [RegExp, string][] = [
  [/No such file or directory/i, 'ENOENT'],
  [/Not a directory/i, 'ENOTDIR'],
  [/Is a directory/i, 'EISDIR'],
  [/Permission denied|Operation not permitted/i, 'EACCES'],
  [/Read-only file system/i, 'EROFS'],
  [/No space left on device|disk (?:is )?full/i, 'ENOSPC'],
  [/Disk quota exceeded/i, 'EDQUOT'],
  [/File too large/i, 'EFBIG'],
  [/Too many levels of symbolic links/i, 'ELOOP'],
  [/File name too long/i, 'ENAMETOOLONG'],
  [/Too many open files/i, 'EMFILE'],
  [/Input\/output error/i, 'EIO'],
];

/** The system's code for what went wrong with a file, also where only its words are left; null for anything else. */
export function fileErrorCode(thrown: unknown): string | null {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  if (code !== undefined && code in reasons) return code;
  const text = messageOf(thrown);
  return systemWords.find(([words]) => words.test(text))?.[1] ?? null;
}

/** Why a file cannot be read or written, in words; the text of what was thrown where there are none. */
export function reasonOf(thrown: unknown): string {
  const code = fileErrorCode(thrown);
  return code === null ? messageOf(thrown) : (reasons[code] ?? messageOf(thrown));
}

const fileHints: Record<string, string> = {
  ENOENT: 'check the path',
  ENOTDIR: 'check the path',
  EISDIR: 'name a file',
  ENOSPC: 'make room, then run the same command again',
  EDQUOT: 'make room, then run the same command again',
  EFBIG: 'raise the limit of file sizes (ulimit -f), then run the same command again',
  EROFS: 'name a file elsewhere',
};

/**
 * What went wrong with a file, by the name that the user gave it.
 * @param what such as `cannot be written`
 */
export function fileError(path: string, what: string, thrown: unknown): HfreuseError {
  const hint = fileHints[fileErrorCode(thrown) ?? ''] ?? 'check the path and its permissions';
  return new HfreuseError(`${path} ${what}: ${reasonOf(thrown)}`, { hint, cause: thrown });
}

/** What helps where memory is short. */
export const moreMemory = 'give the program more memory: ulimit -v unlimited';

/**
 * What to report where the database's own library cannot be loaded: a limit, or a package that was left out.
 * @returns null for any other error
 */
export function libraryError(thrown: unknown): HfreuseError | null {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  const text = messageOf(thrown);
  const isMissing = code === 'MODULE_NOT_FOUND' && text.includes('@duckdb/');
  if (code !== 'ERR_DLOPEN_FAILED' && !isMissing) return null;
  const hint = /failed to map|cannot allocate/i.test(text)
    ? moreMemory
    : 'install hfreuse again on this machine, with its optional packages';
  const reason = plainLine(text.split(' Require stack:')[0] ?? text);
  return new HfreuseError(`the library of DuckDB cannot be loaded: ${reason}`, { hint, cause: thrown });
}
