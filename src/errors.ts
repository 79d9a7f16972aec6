/** Exit codes of the contract; 0 is done. */
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

/** The text of whatever was thrown, on one line. */
export const messageOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\s+/g, ' ').trim();
