import type { Snapshot } from './open-snapshot.ts';

/**
 * Does work in statements that a signal interrupts: the one under way ends with an error, and the work with it.
 * Between statements the work itself must look at the signal.
 */
export async function interruptible<T>(
  { connection }: Snapshot,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const stop = () => connection.interrupt();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
