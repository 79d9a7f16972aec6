import { setTimeout as wait } from 'node:timers/promises';

/** What the program writes to; a subset of Node's writable streams. */
export interface TextOut {
  write(text: string): boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The real world as one argument, so that tests can replace all of it. */
export interface Io {
  readonly stdout: TextOut;
  readonly stderr: TextOut;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with an AbortError as soon as `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Uniform in [0, 1); for jitter only, never for results. */
  random(): number;
  /** Aborted on SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}

/** The world as it is. */
export const realIo = (signal: AbortSignal): Io => ({
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  fetch: globalThis.fetch,
  now: Date.now,
  sleep: (ms, abort) => wait(ms, undefined, { signal: abort }),
  random: Math.random,
  signal,
});
