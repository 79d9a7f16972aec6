import type { Snapshot } from './open-snapshot.ts';

/** Milliseconds between two interrupts. */
const pauseMs = 50;

/**
 * Does work in statements that a signal interrupts: the one under way ends with an error, and the work with it. Where
 * none is under way, the next one that takes its time.
 */
export async function runInterruptibly<T>(
  { connection }: Snapshot,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let again: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), pauseMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(again);
  }
}
