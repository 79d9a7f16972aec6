/**
 * What a hub reports while it works; plain data, for a progress display. Times are milliseconds, `until` since 1970.
 */
export type HubEvent =
  | { type: 'request'; status: number | null; ms: number }
  | { type: 'wait'; why: 'quota' | 'pause'; ms: number; until: number }
  | { type: 'retry'; why: string; retry: number; of: number; ms: number; until: number }
  | { type: 'quota'; left: number; quota: number | null; resetMs: number };
