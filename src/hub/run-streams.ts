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
