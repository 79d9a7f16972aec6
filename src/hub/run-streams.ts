import pLimit from 'p-limit';

/**
 * Runs `run` for each stream, `concurrency` at once, in their order. One that fails does not stop the others.
 * @throws the first failure, when all have ended
 */
export async function runStreams<T>(
  streams: readonly T[],
  concurrency: number,
  run: (stream: T) => Promise<void>,
): Promise<void> {
  const limit = pLimit(Math.max(1, Math.floor(concurrency)));
  const ends = await Promise.allSettled(streams.map((stream) => limit(() => run(stream))));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/**
 * The same values, each asked for while the one before is in use: the next page is read while this one is written.
 * A caller that stops early leaves one value unread.
 */
export async function* readAhead<T>(
  source: AsyncGenerator<T, void, unknown>,
): AsyncGenerator<T, void, unknown> {
  const ask = (): Promise<IteratorResult<T, void>> => {
    const next = source.next();
    // It is awaited when the value before has been used; until then nobody listens.
    next.catch(() => {});
    return next;
  };
  let ended = false;
  try {
    for (let next = ask(); ; ) {
      const result = await next;
      ended = result.done === true;
      if (result.done === true) return;
      next = ask();
      yield result.value;
    }
  } finally {
    // Not awaited: it would wait for the request under way.
    if (!ended) source.return().catch(() => {});
  }
}
