/** Runs work with a signal of its own, which is aborted together with the one that was fanned out. */
export type WithSignal = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Hands one signal on to any number of requests with a single listener: Node warns of more than ten, and
 * AbortSignal.any leaves each of its signals in the parent's memory (Node 20).
 */
export function fanOut(parent: AbortSignal): WithSignal {
  const running = new Set<AbortController>();
  parent.addEventListener(
    'abort',
    () => {
      for (const controller of running) controller.abort(parent.reason);
    },
    { once: true },
  );
  return async (work) => {
    parent.throwIfAborted();
    const controller = new AbortController();
    running.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      running.delete(controller);
    }
  };
}
