import { messageOf } from '../../errors.ts';
import type { RequestSettings } from './request-settings.ts';

const retriedStatuses = new Set([408, 429]);

/** Whether the same request may be answered better another time. */
export const isRetried = (status: number): boolean => retriedStatuses.has(status) || status >= 500;

/** The wait before a retry (counted from 0): 1, 2, 4, 8, 8 … s, each a quarter more or less. `random` in [0, 1). */
export const backoffMs = (retry: number, random: number): number =>
  Math.round(Math.min(2 ** retry, 8) * 1000 * (0.75 + random / 2));

/** Why a fetch failed, on one line: its cause is more specific than `fetch failed`. */
export function describeFailure(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (cause instanceof Error) {
    const { code } = cause as NodeJS.ErrnoException;
    return code === undefined || cause.message.includes(code)
      ? messageOf(cause) || String(code)
      : `${messageOf(cause)} (${code})`;
  }
  return messageOf(thrown);
}

/**
 * Reports the next retry (counted from 0).
 * @param pauseMs what the server asked for
 * @returns how long to wait for it
 */
export function announceRetry(
  { io, report, debug, retries }: RequestSettings,
  why: string,
  retry: number,
  pauseMs: number | null,
): number {
  const ms = pauseMs ?? backoffMs(retry, io.random());
  report({ type: 'retry', why, retry: retry + 1, of: retries, ms, until: io.now() + ms });
  debug(`${why}: retry ${retry + 1} of ${retries} in ${ms} ms`);
  return ms;
}
