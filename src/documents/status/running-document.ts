import type { Scope } from '../../definitions/scope.ts';
import type { Page } from '../page.ts';
import { scopeText } from '../report/report-facts.ts';

/** The whole of `status --format json` while `collect` holds the snapshot. */
export interface RunningDocument {
  schemaVersion: 1;
  /** Not known before it has ended. */
  complete: false;
  finished: false;
  startedAt: string;
  finishedAt: string | null;
  endpoint: string;
  protocol: string;
  scope: Scope;
  running: RunningState;
}

/** How far the process is. */
export interface RunningState {
  process: number;
  since: string;
  writtenAt: string;
  /** start, list, names or derive. */
  phase: string;
  phaseSince: string;
  done: number;
  total: number;
  pages: number | null;
  repos: number | null;
  quotaLeft: number | null;
  waitingFor: string | null;
  waitingUntil: string | null;
}

/** How far a running collection is, for readers. @param line the same as its own progress shows it */
export function toRunningPage(document: RunningDocument, line: string): Page {
  const { endpoint, scope, protocol, startedAt, running } = document;
  return {
    title: '',
    lead: [
      `Being collected by process ${running.process}: what it holds can be asked when that has ended, or was interrupted.`,
    ],
    facts: [
      { label: 'Hub', text: endpoint },
      { label: 'Scope', text: `${scopeText(scope)}; listed for ${protocol}` },
      { label: 'Collected', text: `${startedAt}, not finished; this run since ${running.since}` },
      { label: 'How far', text: line },
      { label: 'As of', text: running.writtenAt },
    ],
    warnings: [],
    none: '',
    sections: [],
    table: { columns: [], rows: [] },
    json: document,
  };
}
