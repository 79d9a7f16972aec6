import type { ProgressEvent } from '../commands/progress-event.ts';
import type { Io } from '../io.ts';
import { plainText } from '../text.ts';
import { canSpin, createSpinner } from './spinner.ts';
import { type ProgressFacts, type ProgressState, toStatusLine } from './status-line.ts';

/** What a person sees on stderr while it works. */
export interface Progress {
  /** What the command reports: how far the work is; quota, waits and retries of the Hub. */
  event(event: ProgressEvent): void;
  /** A line that stays; control characters of others are taken out. */
  log(line: string): void;
  /** The same for what must be known even with --quiet: failures, and what --debug asks for. */
  alert(line: string): void;
  /** Takes the status line away; `log` goes on to work. */
  stop(): void;
}

const logIntervalMs = 30_000;
const spinIntervalMs = 1000;

/**
 * On a terminal one line that is kept up to date; in a log (no terminal, or TERM=dumb) a line every 30 s; nothing at
 * all when quiet.
 * @param delayMs how long the first line waits, for work that is mostly over by then
 */
export function createProgress(
  io: Io,
  { quiet, delayMs = 0 }: { quiet: boolean; delayMs?: number },
): Progress {
  const alert = (line: string): void => void io.stderr.write(`${plainText(line)}\n`);
  if (quiet) return { event: () => {}, log: () => {}, alert, stop: () => {} };
  const facts: ProgressFacts = { startedAt: io.now(), quotaLeft: null, waiting: null };
  let state: ProgressState | null = null;
  let stopped = false;
  const spins = canSpin(io);
  const spinner = spins ? createSpinner(io) : null;
  const log = alert;
  const show = (): void => {
    if (state === null) return;
    const line = plainText(toStatusLine(state, facts, io.now()));
    if (spinner === null) log(line);
    else spinner.show(line);
  };
  const ticker = setInterval(show, spins ? spinIntervalMs : logIntervalMs);
  // Must not keep the program from ending.
  ticker.unref();
  const begun = io.now();
  const first = spins && delayMs > 0 ? setTimeout(show, delayMs) : undefined;
  const update = (next: ProgressState): void => {
    if (stopped) return;
    const isNewPhase = state?.phase !== next.phase;
    if (isNewPhase) facts.startedAt = state === null ? facts.startedAt : io.now();
    state = { ...next };
    // A phase that computes without a pause keeps the ticker waiting.
    if (isNewPhase && spins && io.now() - begun >= delayMs) show();
  };
  return {
    event(event) {
      if (event.type === 'step') update(event);
      else if (event.type === 'note') log(event.text);
      else updateFacts(facts, event);
    },
    log,
    alert,
    stop() {
      stopped = true;
      clearInterval(ticker);
      clearTimeout(first);
      spinner?.stop();
      state = null;
    },
  };
}

function updateFacts(facts: ProgressFacts, event: ProgressEvent): void {
  if (event.type === 'quota') facts.quotaLeft = event.left;
  else if (event.type === 'wait') {
    const why = event.why === 'quota' ? 'waiting for the next window' : 'waiting as the Hub asked';
    facts.waiting = { why, until: event.until };
  } else if (event.type === 'retry' && event.ms > 0) {
    facts.waiting = { why: `trying again (${event.retry} of ${event.of}): ${event.why}`, until: event.until };
  }
}
