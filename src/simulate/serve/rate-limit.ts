/** Requests per fixed window, per client. */
export interface QuotaOptions {
  quota: number;
  windowS: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A client's quota after a request. */
export interface Standing {
  spent: boolean;
  /** The headers that the Hub puts on every response. */
  headers: Record<string, string>;
}

/** Counts requests in fixed windows that begin with a client's first request. */
export function quotaCounter({ quota, windowS, now }: QuotaOptions): (client: string) => Standing {
  const byClient = new Map<string, { start: number; used: number }>();
  return (client) => {
    const time = now();
    let window = byClient.get(client);
    if (window === undefined || time >= window.start + windowS * 1000) {
      window = { start: time, used: 0 };
      byClient.set(client, window);
    }
    window.used += 1;
    const left = Math.max(0, quota - window.used);
    const resetS = Math.max(0, Math.floor((window.start + windowS * 1000 - time) / 1000));
    return { spent: window.used > quota, headers: rateLimitHeaders(left, resetS, quota, windowS) };
  };
}

/** The two headers: requests left, whole seconds to the reset, quota, window in seconds. */
export const rateLimitHeaders = (
  left: number,
  resetS: number,
  quota: number,
  windowS: number,
): Record<string, string> => ({
  RateLimit: `"api";r=${left};t=${resetS}`,
  'RateLimit-Policy': `"fixed window";"api";q=${quota};w=${windowS}`,
});
