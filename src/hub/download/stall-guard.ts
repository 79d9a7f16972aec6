/** Ends a transfer that brings nothing for a while; how long all of it takes is not bounded. */
export interface StallGuard {
  readonly signal: AbortSignal;
  /** Something came: the time begins anew. */
  touch(): void;
  /** Nothing more is awaited. */
  end(): void;
}

/** A guard whose signal is aborted after `timeoutMs` without a touch, or together with `parent`. */
export function createStallGuard(parent: AbortSignal, timeoutMs: number): StallGuard {
  const controller = new AbortController();
  const stop = (): void => controller.abort(parent.reason);
  if (parent.aborted) stop();
  parent.addEventListener('abort', stop, { once: true });
  const stalled = (): void => controller.abort(new Error(`nothing came for ${timeoutMs / 1000} s`));
  let timer = setTimeout(stalled, timeoutMs);
  return {
    signal: controller.signal,
    touch() {
      clearTimeout(timer);
      timer = setTimeout(stalled, timeoutMs);
    },
    end() {
      clearTimeout(timer);
      parent.removeEventListener('abort', stop);
    },
  };
}

/** The same bytes; every piece touches the guard, and the end or a failure ends it. */
export function guarded(body: ReadableStream<Uint8Array>, guard: StallGuard): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        guard.touch();
        if (!done) return controller.enqueue(value);
        guard.end();
        controller.close();
      } catch (error) {
        guard.end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      guard.end();
      await reader.cancel(reason);
    },
  });
}
