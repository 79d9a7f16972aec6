import { AbortError } from '../errors.ts';
import { realWorld, type World } from '../io.ts';
import type { ProgressEvent } from './progress-event.ts';

/** What every command takes beside its request. */
export interface RunOptions {
  /** Ends the work when it is aborted: the command then throws an {@link AbortError}. */
  signal?: AbortSignal;
  /** How far the work is, and what the Hub answers meanwhile. */
  onProgress?: (event: ProgressEvent) => void;
  /** Every request and answer, a line each. */
  onDebug?: (line: string) => void;
  /** The network, the clock and the environment, where they are to be others than this process's. */
  world?: Partial<Omit<World, 'signal'>>;
}

/** The outside world of one run. */
export function toWorld({ signal, world }: RunOptions): World {
  const ends = signal ?? new AbortController().signal;
  return { ...realWorld(ends), ...world, signal: ends };
}

/**
 * Does work that a signal ends: what fails after an abort failed because of it.
 * @throws AbortError where the signal was aborted; else what the work throws
 */
export async function withAbort<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw signal?.aborted === true ? new AbortError(error) : error;
  }
}
