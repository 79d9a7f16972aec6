import type { HubEvent } from './events.ts';
import { fanOut } from './fan-out.ts';
import { type FollowedReply, follow } from './follow.ts';
import { HubError, reworded, TooLargeError, toHubError } from './hub-error.ts';
import { parseRateLimit, parseRetryAfter } from './rate-limit.ts';
import { backoffMs, failureOf, isRetried } from './retry.ts';
import type { SendSettings } from './send-once.ts';
import { showText, showUrl } from './show-url.ts';

/** What is wrong with a parsed answer; null when it will do. */
export type Check = (value: unknown) => string | null;

/** A successful answer, parsed once. */
export interface JsonAnswer {
  value: unknown;
  headers: Headers;
  /** Where it came from, after redirects. */
  url: string;
}

/**
 * Asks the Hub: paced, retried, bounded, within its origin.
 * @throws HubError when the Hub refuses or every try failed; the abort reason when interrupted
 */
export type RequestJson = (url: string, check: Check) => Promise<JsonAnswer>;

/** The same for every request of one Hub. */
export interface RequestSettings extends Omit<SendSettings, 'signal'> {
  endpoint: string;
  /** Tries after the first. */
  retries: number;
  tell: (event: HubEvent) => void;
  debug: (line: string) => void;
  /** Takes the token out of a text. */
  conceal: (text: string) => string;
}

/** What one try came to. */
type Outcome =
  | { kind: 'answer'; answer: JsonAnswer }
  | { kind: 'again'; why: string; status: number | null; pauseMs: number | null; limited: boolean }
  | { kind: 'refused'; error: HubError };

/** A Hub that never answered anything is given up after so many tries, not stream by stream. */
const mostLostTries = 6;

/** Makes the one function through which everything is asked of a Hub. */
export function createRequestJson(settings: RequestSettings): RequestJson {
  const withSignal = fanOut(settings.io.signal);
  return (url, check) =>
    withSignal(async (signal) => {
      try {
        return await askUntilAnswered({ ...settings, signal }, url, check);
      } catch (error) {
        // The answer may hold the token, wherever it came from.
        throw error instanceof HubError ? reworded(error, settings.conceal) : error;
      }
    });
}

type Settings = RequestSettings & SendSettings;

async function askUntilAnswered(settings: Settings, url: string, check: Check): Promise<JsonAnswer> {
  for (let retry = 0; ; retry++) {
    settings.signal.throwIfAborted();
    const outcome = await tryOnce(settings, url, check, retry === 0);
    if (outcome.kind === 'answer') return outcome.answer;
    if (outcome.kind === 'refused') throw outcome.error;
    const { contact } = settings;
    const noHub = !contact.answered && ++contact.lostTries > mostLostTries;
    if (noHub || retry >= settings.retries) throw exhausted(url, outcome, retry + 1);
    await waitToRetry(settings, outcome, retry);
  }
}

/**
 * One try, to its end.
 * @throws the abort reason when interrupted
 */
async function tryOnce(settings: Settings, url: string, check: Check, isFirst: boolean): Promise<Outcome> {
  const { io, tell, debug } = settings;
  const startedAt = io.now();
  const note = (status: number | null, text: string): void => {
    const ms = io.now() - startedAt;
    tell({ type: 'request', status, ms });
    debug(`GET ${showUrl(url)}: ${text}, ${ms} ms`);
  };
  try {
    const reply = await follow(settings, settings.endpoint, url);
    const outcome = judge(reply, check, settings);
    note(reply.status, outcome.kind === 'again' ? `${reply.status}, ${outcome.why}` : String(reply.status));
    return outcome;
  } catch (error) {
    settings.signal.throwIfAborted();
    if (error instanceof HubError) {
      note(null, error.message);
      // Once more, for it may have been a fault; no oftener, for it is much that comes for nothing.
      if (error instanceof TooLargeError && isFirst) return again(error.message);
      return { kind: 'refused', error };
    }
    const why = settings.conceal(showText(failureOf(error)));
    note(null, why);
    return again(why);
  }
}

const again = (why: string, status: number | null = null): Outcome => ({
  kind: 'again',
  why,
  status,
  pauseMs: null,
  limited: false,
});

function judge(reply: FollowedReply, check: Check, { io, token }: Settings): Outcome {
  const { status, headers, text, url } = reply;
  if (status >= 200 && status < 300) return judgeBody(reply, check);
  if (!isRetried(status)) {
    const refusal = {
      status,
      headers,
      reason: showText(text),
      shown: showUrl(url),
      withToken: token !== null,
    };
    return { kind: 'refused', error: toHubError(refusal) };
  }
  // With r=0 the pacing knows when the window is over; with r>0 it is another limit, and t says nothing of it.
  const windowIsOver = status === 429 && parseRateLimit(headers)?.left === 0;
  return {
    kind: 'again',
    why: `the Hub answered ${status}`,
    status,
    pauseMs: windowIsOver ? 0 : parseRetryAfter(headers, io.now()),
    limited: status === 429,
  };
}

function judgeBody({ status, headers, text, url }: FollowedReply, check: Check): Outcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const html = /^\s*</.test(text.slice(0, 1000));
    return again(html ? 'the answer is a web page' : 'the answer is not JSON, or it is cut short', status);
  }
  const problem = check(value);
  return problem === null ? { kind: 'answer', answer: { value, headers, url } } : again(problem, status);
}

function exhausted(
  url: string,
  { why, status }: { why: string; status: number | null },
  tries: number,
): HubError {
  const times = tries === 1 ? 'one try' : `${tries} tries`;
  return new HubError(`${why}: ${showUrl(url)}, after ${times}`, {
    status,
    hint: 'try again later: what was read is kept',
  });
}

async function waitToRetry(
  { io, signal, pacing, tell, retries }: Settings,
  { why, pauseMs, limited }: { why: string; pauseMs: number | null; limited: boolean },
  retry: number,
): Promise<void> {
  const ms = pauseMs ?? backoffMs(retry, io.random());
  tell({ type: 'retry', why, retry: retry + 1, of: retries, ms, until: io.now() + ms });
  if (ms === 0) return;
  // A limit holds for every stream, a fault for this request alone.
  if (limited) pacing.pause(ms);
  else await io.sleep(ms, signal);
}
