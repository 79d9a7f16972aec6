import type { RunOptions } from '../commands/run-options.ts';
import { AbortError } from '../errors.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../progress/progress.ts';
import type { GeneralOptions } from './options/shared.ts';
import { writeLine } from './write-line.ts';

/** How a command runs in this world. */
export function toRun(io: Io, { debug }: GeneralOptions, progress?: Progress): RunOptions {
  // Each by its name: with the words of the command line, what an io has is not its own.
  const { env, fetch, now, sleep, random } = io;
  const alert = progress?.alert ?? ((line: string) => writeLine(io, line));
  return {
    signal: io.signal,
    world: { env, fetch, now, sleep, random },
    onProgress: progress?.event,
    onDebug: debug === true ? alert : undefined,
  };
}

/** Writes a line to stderr, unless --quiet was given. */
export const toSay =
  (io: Io, { quiet }: GeneralOptions) =>
  (line: string): void => {
    if (quiet !== true) writeLine(io, line);
  };

/**
 * Does work that Ctrl-C ends, and reports that.
 * @returns the exit code of the work; 130 where it was interrupted
 */
export async function untilInterrupted(
  say: (line: string) => void,
  work: () => Promise<number>,
  line = 'interrupted; nothing was written',
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AbortError)) throw error;
    say(line);
    return 130;
  }
}

/** A read that is over before this shows nothing: nobody can read a line that flashes up. */
const firstLineMs = 150;

/**
 * Reads a snapshot, with a status line on a terminal that is gone before anything is printed.
 * @param read is given how it runs
 */
export async function withStatusLine<T>(
  io: Io,
  options: GeneralOptions,
  read: (run: RunOptions) => Promise<T>,
): Promise<T> {
  if (options.quiet === true || io.stderr.isTTY !== true) return read(toRun(io, options));
  const { createProgress } = await import('../progress/progress.ts');
  const progress = createProgress(io, { quiet: false, delayMs: firstLineMs });
  progress.event({ type: 'step', phase: 'read', done: 0, total: 1 });
  try {
    return await read(toRun(io, options, progress));
  } finally {
    progress.stop();
  }
}
