import { Readable } from 'node:stream';
import type { Io } from '../../src/io.ts';

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface VirtualIo extends Io {
  /** Every wait that was begun, in ms. */
  readonly waits: number[];
  abort(): void;
  /** What was written to stderr. */
  readonly written: string[];
}

/** A world whose clock jumps to the next waiter as soon as nothing else happens. The network is `fetch`. */
export function virtualIo(fetch: typeof globalThis.fetch, seed = 1): VirtualIo {
  let now = Date.UTC(2026, 7, 1);
  const sleepers: { at: number; wake: () => void }[] = [];
  const waits: number[] = [];
  const written: string[] = [];
  const controller = new AbortController();
  const advance = (): void => {
    sleepers.sort((a, b) => a.at - b.at);
    const first = sleepers.shift();
    if (first === undefined) return;
    now = Math.max(now, first.at);
    first.wake();
  };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      waits.push(ms);
      const sleeper = { at: now + ms, wake: resolve };
      sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        if (sleepers.includes(sleeper)) sleepers.splice(sleepers.indexOf(sleeper), 1);
        reject(signal.reason);
      });
      // Twice, so that everything that is ready now goes first.
      setImmediate(() => setImmediate(advance));
    });
  const write = (text: string): boolean => written.push(text) > 0;
  return {
    stdin: Readable.from([]),
    stdout: { write },
    stderr: { write },
    env: {},
    fetch,
    now: () => now,
    sleep,
    random: makeRandom(seed),
    signal: controller.signal,
    waits,
    abort: () => controller.abort(new DOMException('interrupted', 'AbortError')),
    written,
  };
}
