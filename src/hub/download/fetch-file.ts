import { HubError, toHubError } from '../request/hub-error.ts';
import { parseRateLimit, parseRetryAfter } from '../request/rate-limit.ts';
import { readReason } from '../request/read-body.ts';
import type { RequestSettings } from '../request/request-json.ts';
import { isRetried } from '../request/retry.ts';
import { sameOriginUrl } from '../request/same-origin.ts';
import { showText, showUrl } from '../request/show-url.ts';
import { type Hop, nextHop } from './next-hop.ts';
import { createStallGuard, guarded } from './stall-guard.ts';

/** A download that may go better another time; `pauseMs` is what the server asked for. */
export class TryAgain extends Error {
  readonly pauseMs: number | null;

  constructor(message: string, pauseMs: number | null = null) {
    super(message);
    this.pauseMs = pauseMs;
  }
}

/** What is there does not continue what we have: begin again. */
export class BeginAgain extends TryAgain {}

const redirects = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/**
 * Sends one GET for a file and follows its redirects, to other hosts too, where the token does not go. Requests to
 * the Hub are paced. The body is not read; it fails when nothing comes for the time limit.
 * @returns a successful answer, and the SHA-256 of the whole file where the Hub itself names it (`X-Linked-ETag`)
 * @throws HubError when the Hub refuses for good; TryAgain when it may answer better later, or another host refuses;
 *   BeginAgain for a range that is not there; the abort reason when interrupted
 */
export async function fetchFile(
  settings: RequestSettings,
  start: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ response: Response; sha256: string | null }> {
  const { endpoint } = settings;
  let hop: Hop = { url: sameOriginUrl(start, start, endpoint, 'a request'), own: true };
  let sha256: string | null = null;
  for (let redirected = 0; ; redirected++) {
    const response = await sendOnce(settings, hop, headers);
    // What another host says of its bytes vouches for nothing.
    if (hop.own) sha256 ??= linkedSha256(response.headers);
    const location = response.headers.get('Location');
    if (!redirects.has(response.status) || location === null) {
      return { response: await accepted(settings, hop, response), sha256 };
    }
    await response.body?.cancel().catch(() => {});
    if (redirected === mostRedirects) {
      throw new HubError(`more than ${mostRedirects} redirects from ${showUrl(start)}`, {
        status: response.status,
      });
    }
    hop = nextHop(location, hop, endpoint);
  }
}

const linkedSha256 = (headers: Headers): string | null =>
  /^"([0-9a-f]{64})"$/i.exec(headers.get('X-Linked-ETag') ?? '')?.[1]?.toLowerCase() ?? null;

async function sendOnce(
  settings: RequestSettings,
  { url, own }: Hop,
  asked: Readonly<Record<string, string>>,
): Promise<Response> {
  const { io, fetch, token, pacing, contact, tell, debug } = settings;
  if (own) await pacing.turn();
  const sentAt = io.now();
  const guard = createStallGuard(io.signal, settings.timeoutMs);
  let response: Response | null = null;
  try {
    // Ranges are of the file's own bytes, so nobody may compress them on the way.
    const headers: Record<string, string> = { accept: '*/*', 'accept-encoding': 'identity', ...asked };
    if (own && token !== null) headers.authorization = `Bearer ${token}`;
    response = await fetch(url, { headers, redirect: 'manual', signal: guard.signal });
    contact.answered = true;
    guard.touch();
    if (response.body === null) {
      guard.end();
      return response;
    }
    const { status, headers: answered } = response;
    return new Response(guarded(response.body, guard), { status, headers: answered });
  } catch (error) {
    guard.end();
    throw error;
  } finally {
    const ms = io.now() - sentAt;
    tell({ type: 'request', status: response?.status ?? null, ms });
    debug(
      `GET ${showUrl(url)}${own ? '' : ' (without the token)'}: ${response?.status ?? 'no answer'}, ${ms} ms`,
    );
    const limit = response === null ? null : parseRateLimit(response.headers);
    if (own) pacing.answered(limit, sentAt, response?.ok ?? false);
  }
}

async function accepted(
  { io, pacing, token }: RequestSettings,
  { url, own }: Hop,
  response: Response,
): Promise<Response> {
  const { status, headers } = response;
  if (response.ok) return response;
  const says = showText(await readReason(response));
  const text = `${own ? 'the Hub' : 'the host that keeps the file'} answered ${status} to ${showUrl(url)}${says === '' ? '' : `: ${says}`}`;
  if (status === 416) throw new BeginAgain(text);
  const pauseMs = parseRetryAfter(headers, io.now());
  if (own && status === 429 && pauseMs !== null) pacing.pause(pauseMs);
  // Another host refuses when its signed address is too old; the Hub gives a new one.
  if (!own || isRetried(status)) throw new TryAgain(text, pauseMs);
  throw toHubError({ status, headers, reason: says, shown: showUrl(url), withToken: token !== null });
}
