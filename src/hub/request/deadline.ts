/**
 * Runs work with a time limit, and ends it when `parent` is aborted. Real time, unlike the waits between requests:
 * it guards against what never comes.
 * @throws Error `no answer within N s` when the time is over, the parent's reason when that was aborted
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const controller = new AbortController();
  const stop = (): void => controller.abort(parent.reason);
  parent.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(
    () => controller.abort(new Error(`no whole answer within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener('abort', stop);
  }
}
