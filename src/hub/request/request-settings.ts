import type { World } from '../../io.ts';
import type { HubEvent } from './events.ts';
import type { HubClock } from './hub-clock.ts';
import type { Pacing } from './pacing.ts';

/** Whether the Hub ever answered anything, and how many tries were lost until then. */
export interface Contact {
  answered: boolean;
  lostTries: number;
}

/** The same for every request of one Hub. */
export interface RequestSettings {
  io: World;
  endpoint: string;
  fetch: typeof globalThis.fetch;
  token: string | null;
  timeoutMs: number;
  /** Tries after the first. */
  retries: number;
  pacing: Pacing;
  contact: Contact;
  clock: HubClock;
  report: (event: HubEvent) => void;
  debug: (line: string) => void;
  /** Takes the token out of a text. */
  conceal: (text: string) => string;
}
