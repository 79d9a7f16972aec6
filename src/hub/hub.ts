import type { World } from '../io.ts';
import { createDownload, type Download } from './download/download.ts';
import { checkTokenIsSafe, parseEndpoint } from './endpoint.ts';
import type { Via } from './pages/keep-answers.ts';
import type { HubEvent } from './request/events.ts';
import { HubClock } from './request/hub-clock.ts';
import { Pacing } from './request/pacing.ts';
import { chooseFetch } from './request/proxy.ts';
import { createRequestJson, type RequestJson } from './request/request-json.ts';
import type { RequestSettings } from './request/request-settings.ts';
import { checkToken } from './token.ts';

/** How to reach a Hub. */
export interface HubOptions {
  io: World;
  /** Such as https://huggingface.co. */
  endpoint: string;
  token: string | null;
  /** Tries after the first; default 5. */
  retries?: number;
  /** For one request, headers and body; default 30,000. */
  timeoutMs?: number;
  /** Repos per page; default 1000. */
  pageSize?: number;
  /** Most requests in flight; default no bound but the listings'. */
  concurrency?: number;
  /** Send the token over plain http to other machines. */
  insecureToken?: boolean;
  /** Keep the private repos that the token can see. */
  includePrivate?: boolean;
  /** Comes between the requests and the network: keeps the answers, or gives those that were kept. */
  via?: Via;
  onEvent?: (event: HubEvent) => void;
  /** Takes a line a request; never holds the token. */
  debug?: (line: string) => void;
}

/** One Hub, shared by all listings. The token is inside `requestJson` and `download` only. */
export interface Hub {
  readonly endpoint: string;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** What its answers reveal about its clock. */
  readonly clock: Readonly<HubClock>;
  readonly requestJson: RequestJson;
  /** The same, where the answer is to be compared with an earlier one. */
  readonly requestAgain: RequestJson;
  /** Files; unlike everything else they may come from other hosts, where the token does not go. */
  readonly download: Download;
  readonly includePrivate: boolean;
  /** Repos per page; becomes 500 permanently when the Hub refuses more. */
  pageSize: number;
}

/**
 * Makes ready to ask a Hub; sends nothing yet.
 * @throws HfreuseError (exit 2) for a malformed endpoint or token, or a token that would travel unencrypted
 */
export async function connectHub(options: HubOptions): Promise<Hub> {
  const { io, token, retries = 5, timeoutMs = 30_000, pageSize = 1000 } = options;
  const endpoint = parseEndpoint(options.endpoint);
  checkToken(token);
  checkTokenIsSafe(endpoint, token, options.insecureToken === true);
  const report = options.onEvent ?? (() => {});
  const conceal = (line: string): string => (token === null ? line : line.replaceAll(token, 'hf_…'));
  const { debug } = options;
  const clock = new HubClock();
  const { via = (fetch) => fetch } = options;
  const settings: RequestSettings = {
    io,
    endpoint,
    token,
    retries,
    timeoutMs,
    fetch: await chooseFetch(io),
    pacing: new Pacing(io, options.concurrency ?? Number.POSITIVE_INFINITY, report),
    report,
    contact: { answered: false, lostTries: 0 },
    clock,
    conceal,
    debug: (line) => debug?.(conceal(line)),
  };
  return {
    endpoint,
    signal: io.signal,
    clock,
    requestJson: createRequestJson({ ...settings, fetch: via(settings.fetch, false) }),
    requestAgain: createRequestJson({ ...settings, fetch: via(settings.fetch, true) }),
    download: createDownload(settings),
    includePrivate: options.includePrivate === true,
    pageSize,
  };
}
