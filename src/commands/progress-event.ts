import type { HubEvent } from '../hub/request/events.ts';

/** How far the work of a command is. */
export interface ProgressStep {
  type: 'step';
  phase: 'list' | 'names' | 'derive' | 'download' | 'import' | 'read' | 'rows' | 'slices' | 'write';
  /** Listings, names, bytes, tables, rows, slices of a history or parts that are done. */
  done: number;
  total: number;
  pages?: number;
  repos?: number;
}

/** What a command reports while it works; plain data, for a progress display. */
export type ProgressEvent = ProgressStep | { type: 'note'; text: string } | HubEvent;
