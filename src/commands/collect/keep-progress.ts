import type { World } from '../../io.ts';
import {
  type CollectionProgress,
  removeProgressFile,
  writeProgressFile,
} from '../../snapshot/file/progress-file.ts';
import type { Provenance } from '../../snapshot/tables/meta.ts';
import type { ProgressEvent } from '../progress-event.ts';

/** The small file next to a snapshot with the progress of its collection, while this process holds it. */
export interface KeptProgress {
  take(event: ProgressEvent): void;
  /** Takes the file away. */
  end(): void;
}

/** Written no more often than this, however many pages come; */
const leastPauseMs = 1000;
/** and at least this often, so that its age shows whether the process is still there. */
const longestPauseMs = 10_000;

/** Begins to keep the file; it is to be ended before the snapshot is closed. */
export function keepProgress(
  path: string,
  provenance: Provenance,
  { now }: Pick<World, 'now'>,
): KeptProgress {
  const moment = (ms: number): string => new Date(ms).toISOString();
  const progress: CollectionProgress = {
    process: process.pid,
    since: moment(now()),
    writtenAt: moment(now()),
    provenance,
    step: null,
    quotaLeft: null,
    waiting: null,
  };
  let writtenMs = Number.NEGATIVE_INFINITY;
  let isNew = true;
  const write = (): void => {
    writtenMs = now();
    isNew = false;
    if (progress.waiting !== null && Date.parse(progress.waiting.until) < writtenMs) progress.waiting = null;
    writeProgressFile(path, { ...progress, writtenAt: moment(writtenMs) });
  };
  write();
  const ticker = setInterval(() => {
    if (isNew || now() - writtenMs >= longestPauseMs) write();
  }, leastPauseMs);
  // Must not keep the program from ending.
  ticker.unref();
  return {
    take(event) {
      isNew = true;
      const phase = progress.step?.phase;
      applyEvent(progress, event, now());
      // A phase that begins may be a long one without a word.
      if (progress.step?.phase !== phase) write();
    },
    end() {
      clearInterval(ticker);
      removeProgressFile(path);
    },
  };
}

function applyEvent(progress: CollectionProgress, event: ProgressEvent, nowMs: number): void {
  if (event.type === 'quota') progress.quotaLeft = event.left;
  else if (event.type === 'wait' || event.type === 'retry') {
    const why = event.type === 'retry' ? event.why : waits[event.why];
    progress.waiting = { why: why.slice(0, 1000), until: new Date(event.until).toISOString() };
  } else if (event.type === 'step') {
    const { phase, done, total, pages, repos } = event;
    if (phase !== 'list' && phase !== 'names' && phase !== 'derive') return;
    const since = progress.step?.phase === phase ? progress.step.since : new Date(nowMs).toISOString();
    progress.step = { phase, since, done, total, pages, repos };
  }
}

const waits = { quota: 'the next window of the quota', pause: 'a pause that the Hub asked for' };
