import type { World } from '../../io.ts';
import { withDeadline } from './deadline.ts';
import type { HubClock } from './hub-clock.ts';
import type { Pacing } from './pacing.ts';
import { parseRateLimit } from './rate-limit.ts';
import { readBody, readReason } from './read-body.ts';

/** One whole answer to one request. */
export interface Reply {
  status: number;
  headers: Headers;
  /** The body of a successful answer; the reason that another one gives, or ''. */
  text: string;
}

/** Whether the Hub ever answered anything, and how many tries were lost until then. */
export interface Contact {
  answered: boolean;
  lostTries: number;
}

/** What a request needs to know. */
export interface SendSettings {
  io: World;
  /** Ends this request when the user interrupts. */
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  token: string | null;
  timeoutMs: number;
  pacing: Pacing;
  contact: Contact;
  clock: HubClock;
}

/**
 * Sends one GET when the pacing allows it and reads the answer, redirects not followed. The caller has checked that
 * `url` is of the endpoint's origin.
 * @throws the abort reason when interrupted; Error for a lost connection, a time-out, or a body that is too large
 */
export async function sendOnce(settings: SendSettings, url: string): Promise<Reply> {
  const { io, fetch, token, pacing, contact, clock } = settings;
  await pacing.turn();
  const sentAt = io.now();
  let told = false;
  try {
    return await withDeadline(settings.signal, settings.timeoutMs, async (signal) => {
      const headers: Record<string, string> = { accept: 'application/json' };
      if (token !== null) headers.authorization = `Bearer ${token}`;
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      told = true;
      contact.answered = true;
      clock.note(response.headers, io.now());
      pacing.answered(parseRateLimit(response.headers), sentAt, response.ok);
      const text = response.ok ? await readBody(response) : await readReason(response);
      return { status: response.status, headers: response.headers, text };
    });
  } finally {
    if (!told) {
      told = true;
      pacing.answered(null, sentAt, false);
    }
  }
}
