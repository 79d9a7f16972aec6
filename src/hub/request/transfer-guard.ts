/** Ends a transfer that takes too long. Real time, unlike the waits between requests: it guards against what never comes. */
export interface TransferGuard {
  readonly signal: AbortSignal;
  /** Something came. */
  touch(): void;
  /** Nothing more is awaited. */
  end(): void;
}

/** Makes a guard whose signal is aborted when the time is over, or together with `parent`. */
export type CreateGuard = (parent: AbortSignal, timeoutMs: number) => TransferGuard;

/** Bounds the whole of a transfer: for answers that are read into memory. */
export const createDeadline: CreateGuard = (parent, timeoutMs) =>
  createGuard(parent, timeoutMs, `no complete answer within ${timeoutMs / 1000} s`, false);

/** Ends a transfer that brings nothing for a while; how long all of it takes is not bounded. */
export const createStallGuard: CreateGuard = (parent, timeoutMs) =>
  createGuard(parent, timeoutMs, `nothing arrived for ${timeoutMs / 1000} s`, true);

function createGuard(
  parent: AbortSignal,
  timeoutMs: number,
  reason: string,
  beginsAnew: boolean,
): TransferGuard {
  const controller = new AbortController();
  const stop = (): void => controller.abort(parent.reason);
  if (parent.aborted) stop();
  parent.addEventListener('abort', stop, { once: true });
  const expire = (): void => controller.abort(new Error(reason));
  let timer = setTimeout(expire, timeoutMs);
  return {
    signal: controller.signal,
    touch() {
      if (!beginsAnew) return;
      clearTimeout(timer);
      timer = setTimeout(expire, timeoutMs);
    },
    end() {
      clearTimeout(timer);
      parent.removeEventListener('abort', stop);
    },
  };
}

/** What work comes to, unless the signal is aborted before. */
export async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), ended]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The same bytes; every piece touches the guard, and the end or a failure ends it. */
export function guardBody(
  body: ReadableStream<Uint8Array>,
  guard: TransferGuard,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await untilAborted(guard.signal, () => reader.read());
        guard.touch();
        if (!done) return controller.enqueue(value);
        guard.end();
        controller.close();
      } catch (error) {
        guard.end();
        controller.error(error);
        await reader.cancel(error).catch(() => {});
      }
    },
    async cancel(reason) {
      guard.end();
      await reader.cancel(reason);
    },
  });
}
