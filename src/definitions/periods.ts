/** How long a step of a history is. */
export const periods = ['year', 'quarter', 'month'] as const;
export type Period = (typeof periods)[number];

const monthsOf: Record<Period, number> = { year: 12, quarter: 3, month: 1 };

/**
 * The ends of the periods (UTC) from a moment on, as dates: the first is later than `first`, the last is `last` itself.
 * @param first milliseconds since 1970; null where nothing is dated
 * @param last ISO 8601
 * @returns moments that --created-before takes, ascending
 */
export function listPeriodEnds(every: Period, first: number | null, last: string): string[] {
  const step = monthsOf[every];
  const start = new Date(first ?? last);
  const ends: string[] = [];
  for (let month = Math.floor(start.getUTCMonth() / step) * step + step; ; month += step) {
    const end = new Date(Date.UTC(start.getUTCFullYear(), month)).toISOString();
    if (!(end < new Date(last).toISOString())) return [...ends, last];
    ends.push(end.slice(0, 10));
  }
}
