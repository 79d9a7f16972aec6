import pLimit from 'p-limit';

/**
 * Runs `run` for each listing, `concurrency` at once, in their order. One that fails does not stop the others.
 * @throws the first failure, when all have ended
 */
export async function runListings<T>(
  streams: readonly T[],
  concurrency: number,
  run: (stream: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(Math.max(1, Math.floor(concurrency)));
  await waitForAll(streams.map((stream) => limit(() => run(stream))));
}

/**
 * What several promises come to, in their order. As `Promise.all`, but nothing goes on once it has failed: a snapshot
 * must not be closed under a statement.
 * @throws the failure that is first in their order, when all have ended
 */
export async function waitForAll<const T extends readonly unknown[]>(
  promises: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  const ends = await Promise.allSettled(promises);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return Promise.all(promises);
}

/**
 * The same values in batches: while one batch is in use up to `most` values are asked for, and they are the next one.
 * So the next pages are read while these are written. A failure is thrown when everything before it has been given out.
 * A caller that stops early leaves the values of a batch unread.
 */
export async function* readAhead<T>(
  source: AsyncIterable<T>,
  most: number,
): AsyncGenerator<T[], void, unknown> {
  let ready: T[] = [];
  let end: { failure: unknown } | null = null;
  let stopped = false;
  // Who reads waits for room, who uses waits for values: never both at once.
  let wake = (): void => {};
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const read = async (): Promise<void> => {
    let failure: unknown = null;
    try {
      for await (const value of source) {
        ready.push(value);
        wake();
        while (ready.length >= most && !stopped) await change();
        if (stopped) return;
      }
    } catch (error) {
      failure = error;
    }
    end = { failure };
    wake();
  };
  // Not awaited in the end: it would wait for the request under way.
  void read();
  const readEnd = (): { failure: unknown } | null => end;
  try {
    for (;;) {
      while (ready.length === 0 && readEnd() === null) await change();
      const batch = ready;
      if (batch.length === 0) break;
      ready = [];
      wake();
      yield batch;
    }
    const failure = readEnd()?.failure ?? null;
    if (failure !== null) throw failure;
  } finally {
    stopped = true;
    wake();
  }
}

/**
 * Takes how many steps a long computation did since it was last asked; a promise to be awaited where it is time to let
 * everything else happen, such as an interrupt, and undefined, so that short work waits for nothing, where it is not.
 */
export type Pace = (steps: number) => Promise<void> | undefined;

/** Steps between two pauses: some milliseconds of arithmetic. */
const stride = 100_000;

/**
 * The pace of one computation.
 * @param signal each pause rejects once it is aborted
 */
export function toPace(signal?: AbortSignal): Pace {
  let since = 0;
  return (steps) => {
    since += steps;
    if (since < stride) return undefined;
    since = 0;
    return pause(signal);
  };
}

/**
 * Lets everything else happen, such as an interrupt.
 * @throws the reason of the signal once it is aborted
 */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  // Twice: what runs where input is read comes before the first of them, and the next input, a signal too, after it.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  signal?.throwIfAborted();
}
