import { setTimeout as wait } from 'node:timers/promises';

/** What the program writes to; a subset of Node's writable streams. */
export interface TextOut {
  write(text: string): boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What is piped in; a subset of Node's readable streams. */
export interface TextIn extends AsyncIterable<Uint8Array> {
  /** Ends the reading with this error. */
  destroy(error: Error): unknown;
}

/** The outside world of a command as one argument, so that tests can replace all of it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with an AbortError as soon as `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Uniform in [0, 1); for jitter only, never for results. */
  random(): number;
  /** Aborted when the work is to end: by SIGINT, SIGTERM and SIGHUP for the program. */
  readonly signal: AbortSignal;
}

/** The world of the command line, which prints too. */
export interface Io extends World {
  /** The words of the command line, as typed, after the program's own name. */
  readonly words?: readonly string[];
  readonly stdin: TextIn;
  readonly stdout: TextOut;
  readonly stderr: TextOut;
}

/** The world as it is. */
export const realWorld = (signal: AbortSignal): World => ({
  env: process.env,
  fetch: globalThis.fetch,
  now: Date.now,
  sleep: (ms, abort) => wait(ms, undefined, { signal: abort }),
  random: Math.random,
  signal,
});

/** The same with this process's output. */
export const realIo = (signal: AbortSignal): Io => ({
  ...realWorld(signal),
  // Opened by those that read it alone.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
});
