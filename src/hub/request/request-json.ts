import { fanOut } from './fan-out.ts';
import { type Following, follow } from './follow.ts';
import { HubError, rewordError, TooLargeError, toHubError } from './hub-error.ts';
import { parseRateLimit, parseRetryAfter } from './rate-limit.ts';
import { readBody, readReason } from './read-body.ts';
import type { RequestSettings } from './request-settings.ts';
import { announceRetry, describeFailure, isRetried } from './retry.ts';
import { showText, showUrl } from './show-url.ts';
import { createDeadline } from './transfer-guard.ts';

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

/** What one try came to. */
type RequestOutcome =
  | { kind: 'answer'; answer: JsonAnswer }
  | { kind: 'again'; why: string; status: number | null; pauseMs: number | null; limited: boolean }
  | { kind: 'refused'; error: HubError };

/** A Hub that never answered anything is given up after this many tries, not listing by listing. */
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
        throw error instanceof HubError ? rewordError(error, settings.conceal) : error;
      }
    });
}

/** The settings, and what ends this request when the user interrupts. */
type Settings = RequestSettings & { signal: AbortSignal };

const asJson: Following = {
  headers: { accept: 'application/json' },
  createGuard: createDeadline,
  elsewhere: false,
};

async function askUntilAnswered(settings: Settings, url: string, check: Check): Promise<JsonAnswer> {
  for (let retry = 0; ; retry++) {
    settings.signal.throwIfAborted();
    const outcome = await tryOnce(settings, url, check, retry === 0);
    if (outcome.kind === 'answer') return outcome.answer;
    if (outcome.kind === 'refused') throw outcome.error;
    const { contact } = settings;
    const noHub = !contact.answered && ++contact.lostTries > mostLostTries;
    if (noHub || retry >= settings.retries) throw giveUp(url, outcome, retry + 1);
    await waitToRetry(settings, outcome, retry);
  }
}

/**
 * One try, to its end.
 * @throws the abort reason when interrupted
 */
async function tryOnce(
  settings: Settings,
  url: string,
  check: Check,
  isFirst: boolean,
): Promise<RequestOutcome> {
  try {
    const { response, hop } = await follow(settings, settings.signal, url, asJson);
    const text = response.ok ? await readBody(response) : await readReason(response);
    return judgeReply({ response, text, url: hop.url }, check, settings);
  } catch (error) {
    settings.signal.throwIfAborted();
    if (!(error instanceof HubError)) return retryFor(settings.conceal(showText(describeFailure(error))));
    // Once more, since it may have been a fault; not more often, since the answer is large and useless.
    if (error instanceof TooLargeError && isFirst) return retryFor(error.message);
    return { kind: 'refused', error };
  }
}

const retryFor = (why: string, status: number | null = null): RequestOutcome => ({
  kind: 'again',
  why,
  status,
  pauseMs: null,
  limited: false,
});

/** An answer whose body was read: the text of a successful one, the reason that another one gives. */
interface Reply {
  response: Response;
  text: string;
  url: string;
}

function judgeReply(reply: Reply, check: Check, { io, token }: Settings): RequestOutcome {
  const { response, text, url } = reply;
  const { status, headers } = response;
  if (response.ok) return judgeBody(reply, check);
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
  // With r=0 the pacing knows when the window is over; with r>0 it is another limit, and t does not apply to it.
  const windowIsOver = status === 429 && parseRateLimit(headers)?.left === 0;
  return {
    kind: 'again',
    why: `the Hub answered ${status}`,
    status,
    pauseMs: windowIsOver ? 0 : parseRetryAfter(headers, io.now()),
    limited: status === 429,
  };
}

function judgeBody({ response: { status, headers }, text, url }: Reply, check: Check): RequestOutcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const html = /^\s*</.test(text.slice(0, 1000));
    return retryFor(html ? 'the answer is a web page' : 'the answer is not JSON, or it is cut short', status);
  }
  const problem = check(value);
  return problem === null ? { kind: 'answer', answer: { value, headers, url } } : retryFor(problem, status);
}

function giveUp(
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
  settings: Settings,
  { why, pauseMs, limited }: { why: string; pauseMs: number | null; limited: boolean },
  retry: number,
): Promise<void> {
  const ms = announceRetry(settings, why, retry, pauseMs);
  if (ms === 0) return;
  // A limit holds for every listing, a fault for this request alone.
  if (limited) settings.pacing.pause(ms);
  else await settings.io.sleep(ms, settings.signal);
}
