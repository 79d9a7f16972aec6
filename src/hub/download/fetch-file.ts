import { type Answered, follow } from '../request/follow.ts';
import { toHubError } from '../request/hub-error.ts';
import { parseRetryAfter } from '../request/rate-limit.ts';
import { readReason } from '../request/read-body.ts';
import type { RequestSettings } from '../request/request-settings.ts';
import { isRetried } from '../request/retry.ts';
import { showText, showUrl } from '../request/show-url.ts';
import { createStallGuard } from '../request/transfer-guard.ts';

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

/**
 * Sends one GET for a file and follows its redirects, to other hosts too, where the token does not go. Requests to
 * the Hub are paced. The body is not read; it fails when nothing comes for the time limit.
 * @returns a successful answer, and the SHA-256 of the whole file where the Hub itself names it (`X-Linked-ETag`)
 * @throws HubError when the Hub refuses permanently; TryAgain when a later answer may be better, or another host
 * refuses;   BeginAgain for a range that is not there; the abort reason when interrupted
 */
export async function fetchFile(
  settings: RequestSettings,
  start: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ response: Response; sha256: string | null }> {
  let sha256: string | null = null;
  const answered = await follow(settings, settings.io.signal, start, {
    // Ranges are of the file's own bytes, so no one may compress them on the way.
    headers: { accept: '*/*', 'accept-encoding': 'identity', ...headers },
    createGuard: createStallGuard,
    elsewhere: true,
    // Another host's word about its bytes proves nothing.
    onAnswer: ({ own }, seen) => {
      if (own) sha256 ??= readLinkedSha256(seen);
    },
  });
  return { response: await acceptResponse(settings, answered), sha256 };
}

const readLinkedSha256 = (headers: Headers): string | null =>
  /^"([0-9a-f]{64})"$/i.exec(headers.get('X-Linked-ETag') ?? '')?.[1]?.toLowerCase() ?? null;

async function acceptResponse(
  { io, pacing, token }: RequestSettings,
  { response, hop: { url, own } }: Answered,
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
