import type { ProgressStep } from '../commands/progress-event.ts';
import { formatWhole } from '../count-words.ts';

/** How far the work is. */
export type ProgressState = Omit<ProgressStep, 'type'>;

/** What else is worth knowing. Times in ms since 1970. */
export interface ProgressFacts {
  /** When the phase began. */
  startedAt: number;
  /** Requests left in this window; null if the Hub does not report them. */
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

/** The separator between two parts of a line. */
const separator = ' · ';

/**
 * One line, without colours: `about 6 min to go · 12/58 listings, 21 % · 340 pages · 331,204 repos · 2,208 repos/s`. What
 * matters most comes first, for a narrow terminal shows the first parts alone.
 */
export function toStatusLine(state: ProgressState, facts: ProgressFacts, now: number): string {
  const elapsedMs = now - facts.startedAt;
  const parts = [...toTimeLeft(state, facts, now), toShare(state)];
  if (state.pages !== undefined) parts.push(`${formatWhole(state.pages)} pages`);
  if (state.repos !== undefined) {
    parts.push(`${formatWhole(state.repos)} repos`);
    if (elapsedMs >= 1000) parts.push(`${formatWhole(Math.round((state.repos / elapsedMs) * 1000))} repos/s`);
  }
  if (facts.quotaLeft !== null && ofTheHub.has(state.phase))
    parts.push(`quota left ${formatWhole(facts.quotaLeft)}`);
  return parts.join(separator);
}

/** When it ends, or why nothing is sent; nothing where too little is known. */
function toTimeLeft(
  { done, total }: ProgressState,
  { waiting, startedAt }: ProgressFacts,
  now: number,
): string[] {
  const elapsedMs = now - startedAt;
  // No estimate meanwhile: the rate so far does not predict it.
  if (waiting !== null && waiting.until > now)
    return [`${waiting.why}, ${formatDuration(waiting.until - now)}`];
  if (done === 0 || done >= total || elapsedMs < 1000) return [];
  return [`about ${formatDuration((elapsedMs / done) * (total - done))} to go`];
}

const toShare = (state: ProgressState): string => {
  const { done, total, phase } = state;
  const share =
    phase === 'derive' || phase === 'read' || total === 0 ? '' : `, ${Math.floor((100 * done) / total)} %`;
  return `${titles[phase](state)}${share}`;
};

/** The first parts of a line that fit a width, whole; the first one is cut where even it does not fit. */
export function fitLine(line: string, width: number): string {
  if (line.length <= width) return line;
  const parts = line.split(separator);
  while (parts.length > 1 && parts.join(separator).length > width) parts.pop();
  const fitting = parts.join(separator);
  return fitting.length <= width ? fitting : `${fitting.slice(0, Math.max(1, width - 1))}…`;
}

/** What requests are sent in. */
const ofTheHub: ReadonlySet<ProgressState['phase']> = new Set(['list', 'names', 'download']);

const megabytes = (bytes: number): string => formatWhole(Math.round(bytes / 1e6));

const titles: Record<ProgressState['phase'], (state: ProgressState) => string> = {
  list: ({ done, total }) => `${formatWhole(done)}/${formatWhole(total)} listings`,
  names: ({ done, total }) => `${formatWhole(done)}/${formatWhole(total)} names looked up`,
  download: ({ done, total }) =>
    total === 0 ? 'asking for the dump' : `${megabytes(done)}/${megabytes(total)} MB downloaded`,
  import: ({ done, total }) => `reading the dump, ${formatWhole(done)}/${formatWhole(total)} tables`,
  derive: () => 'working out the references',
  read: () => 'reading the snapshot',
  rows: ({ done, total }) => `${formatWhole(done)}/${formatWhole(total)} rows`,
  slices: ({ done, total }) => `${formatWhole(done)}/${formatWhole(total)} slices`,
  write: ({ done, total }) => `${formatWhole(done)}/${formatWhole(total)} written`,
};
