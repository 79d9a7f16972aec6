import type { Step } from '../commands/progress-event.ts';

/** How far the work is. */
export type ProgressState = Omit<Step, 'type'>;

/** What else is worth telling. Times in ms since 1970. */
export interface ProgressFacts {
  /** When the phase began. */
  startedAt: number;
  /** Requests left in this window; null where the Hub does not tell. */
  quotaLeft: number | null;
  /** Why nothing is sent, and until when. */
  waiting: { why: string; until: number } | null;
}

/** 59 s, 12 min, 3.5 h. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 100) return `${seconds} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

const count = (value: number): string => value.toLocaleString('en-US');

/** One line, without colours: `12/58 tasks · 340 pages · 331,204 repos · 2,208 repos/s · quota left 412 · about 6 min to go`. */
export function toStatusLine(state: ProgressState, facts: ProgressFacts, now: number): string {
  const parts = [titles[state.phase](state)];
  const elapsedMs = now - facts.startedAt;
  if (state.pages !== undefined) parts.push(`${count(state.pages)} pages`);
  if (state.repos !== undefined) {
    parts.push(`${count(state.repos)} repos`);
    if (elapsedMs >= 1000) parts.push(`${count(Math.round((state.repos / elapsedMs) * 1000))} repos/s`);
  }
  if (facts.quotaLeft !== null && state.phase !== 'derive' && state.phase !== 'import')
    parts.push(`quota left ${count(facts.quotaLeft)}`);
  const { waiting } = facts;
  if (waiting !== null && waiting.until > now) {
    // No guess at the end meanwhile: the rate until now says nothing of it.
    parts.push(`${waiting.why}, ${formatDuration(waiting.until - now)}`);
  } else if (state.done > 0 && state.done < state.total && elapsedMs >= 1000) {
    parts.push(`about ${formatDuration((elapsedMs / state.done) * (state.total - state.done))} to go`);
  }
  return parts.join(' · ');
}

const megabytes = (bytes: number): string => count(Math.round(bytes / 1e6));

const titles: Record<ProgressState['phase'], (state: ProgressState) => string> = {
  list: ({ done, total }) => `${count(done)}/${count(total)} tasks`,
  names: ({ done, total }) => `${count(done)}/${count(total)} names looked up`,
  download: ({ done, total }) => `${megabytes(done)}/${megabytes(total)} MB downloaded`,
  import: ({ done, total }) => `reading the dump, ${count(done)}/${count(total)} tables`,
  derive: () => 'working out the references',
};
