import { parseDate } from '../../parse-date.ts';
/** The Hub's limit, as its headers state it. Times in whole seconds, as sent. */
export interface RateLimit {
  /** Requests left in this window. */
  left: number;
  /** Until the window ends, perhaps rounded down. */
  resetSeconds: number;
  /** Requests per window; null where the policy is not sent. */
  quota: number | null;
}

/** The longest time that a server can make us wait: one hour. */
export const longestWaitMs = 3_600_000;

const parameter = (item: string, name: string): number | null => {
  const digits = new RegExp(`;\\s*${name}\\s*=\\s*(\\d{1,12})(?:\\.\\d+)?\\s*(?:;|$)`).exec(item)?.[1];
  return digits === undefined ? null : Number(digits);
};

/** The item of a list header for API requests, else the first. */
const apiItem = (header: string | null): string => {
  const items = (header ?? '').split(',');
  return items.find((item) => item.includes('"api"')) ?? items[0] ?? '';
};

/**
 * Reads `RateLimit: "api";r=499;t=295` and `RateLimit-Policy: "fixed window";"api";q=500;w=300`
 * (IETF draft-ietf-httpapi-ratelimit-headers). Null where they are absent or unreadable.
 */
export function parseRateLimit(headers: Headers): RateLimit | null {
  const item = apiItem(headers.get('RateLimit'));
  const left = parameter(item, 'r');
  const reset = parameter(item, 't');
  if (left === null || reset === null) return null;
  return {
    left,
    resetSeconds: Math.min(reset, longestWaitMs / 1000),
    quota: parameter(apiItem(headers.get('RateLimit-Policy')), 'q'),
  };
}

/**
 * `Retry-After` (seconds or a date) in milliseconds from now, at most an hour. A date counts from the server's own
 * `Date`, for its clock and ours may differ. Null where it is absent, unreadable, or over within a second: then it
 * means nothing, and to ask again at once would use up all tries.
 */
export function parseRetryAfter(headers: Headers, now: number): number | null {
  const text = headers.get('Retry-After')?.trim() ?? '';
  const isSeconds = /^\d+(\.\d+)?$/.test(text);
  const moment = isSeconds ? null : parseDate(text);
  const from = parseDate(headers.get('Date') ?? '') ?? now;
  const ms = isSeconds ? Number(text) * 1000 : moment === null ? 0 : moment - from;
  return ms < 1000 ? null : Math.min(ms, longestWaitMs);
}
