import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { RepoKind } from '../../repo-kind.ts';
import type { Fault, FaultPlan } from '../faults/faults.ts';
import { delivery, spoil } from '../faults/spoil.ts';
import { type Answer, errorAnswer } from './answer.ts';
import { answerFailure } from './answer-failure.ts';
import type { Catalogue } from './catalogue.ts';
import { CursorLedger } from './cursor-ledger.ts';
import { deliver } from './deliver.ts';
import { answerDump, type DumpFile, type DumpRepo, toDumpCall } from './dump-repo.ts';
import { type FileHost, type OnFileRequest, startFileHost } from './file-host.ts';
import { listen } from './listen.ts';
import { type ListCall, listPage } from './listing.ts';
import { quotaCounter } from './rate-limit.ts';
import { repoPage } from './repo-page.ts';
import { sendFile } from './send-file.ts';

/** How the simulated Hub behaves. */
export interface ServerOptions {
  /** 0 or absent = any free one. */
  port?: number;
  /** Requests per window and client; default 500, as without a token. */
  quota?: number;
  /** Length of a window in seconds; default 300. */
  windowS?: number;
  /** The one token that is known; without it every `hf_…` is. */
  token?: string;
  /** What goes wrong; without it nothing does. */
  faults?: FaultPlan;
  /** A dataset repo whose files can be downloaded. */
  dump?: DumpRepo;
  /** Keeps the files on another host, a second port; called for each request there. `true`: nothing goes wrong there. */
  fileHost?: true | OnFileRequest;
  /** Takes what fails within the server, a line each. */
  log?: (line: string) => void;
  /** Milliseconds since 1970; the real clock by default. */
  now?: () => number;
}

/** A simulated Hub that is up. */
export interface SimulatedHub {
  /** `http://127.0.0.1:<port>`, for `--endpoint`. */
  url: string;
  /** How many requests it has had. */
  requests(): number;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves a catalogue on 127.0.0.1 as the Hub's API would: listings, single repos, redirects, rate limits.
 * @throws HfreuseError (exit 1) if the port is taken
 */
export async function startServer(catalogue: Catalogue, options: ServerOptions = {}): Promise<SimulatedHub> {
  const { dump, fileHost } = options;
  const files =
    dump === undefined || fileHost === undefined
      ? null
      : await startFileHost(dump, { log: options.log, ...(fileHost !== true && { onRequest: fileHost }) });
  const hub = new ServedHub(catalogue, options, files);
  const server = createServer((request, response) => {
    hub.answer(request, response).catch((error: unknown) => answerFailure(response, error, options.log));
  });
  // Longer than any client keeps a connection: a close that crosses a request looks like a fault.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server, options.port ?? 0).catch(async (error: unknown) => {
    await files?.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => hub.requests,
    close: async () => {
      await files?.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Headers that a page in a browser may read. */
const exposed =
  'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Xet-Access-Token,X-Xet-Token-Expiration,X-Xet-Refresh-Route,X-Xet-Cas-Url,X-Xet-Hash';

/** What a request can ask for. */
type Route = { kind: RepoKind; id: string | null; revision: string | null };

class ServedHub {
  requests = 0;
  readonly #catalogue: Catalogue;
  readonly #options: ServerOptions;
  readonly #count: ReturnType<typeof quotaCounter>;
  readonly #ledger = new CursorLedger();

  readonly #files: FileHost | null;

  constructor(catalogue: Catalogue, options: ServerOptions, files: FileHost | null) {
    this.#catalogue = catalogue;
    this.#files = files;
    this.#options = options;
    const { quota = 500, windowS = 300, now = Date.now } = options;
    this.#count = quotaCounter({ quota, windowS, now });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const number = this.requests++;
    const path = request.url ?? '/';
    const bearer = request.headers.authorization;
    const url = new URL(`http://${request.headers.host ?? '127.0.0.1'}${path}`);
    const standing = this.#count(bearer ?? request.socket.remoteAddress ?? '');
    const fault = this.#faultFor(number, path);
    const right = standing.spent
      ? errorAnswer(429, 'We had to rate limit you. Wait, or use a token of a higher tier.')
      : this.#rightAnswer(request.method ?? 'GET', url, bearer, number, fault);
    if ('file' in right) return sendFile(request, response, right);
    const headers = { ...standing.headers, ...this.#headersOf(number) };
    const sent = fault === null ? delivery(right) : spoil(right, fault);
    if (this.#options.faults !== undefined) this.#ledger.issue(sent.answer.headers.Link);
    const answer = { ...sent.answer, headers: { ...headers, ...sent.answer.headers } };
    await deliver(response, { ...sent, answer }, request.method === 'HEAD');
  }

  /** What every answer has. */
  #headersOf(number: number): Record<string, string> {
    const { now = Date.now } = this.#options;
    const hex = (value: number, digits: number): string =>
      Math.floor(value).toString(16).padStart(digits, '0');
    const own = `00000000-0000-4000-8000-${hex(number, 12)}`;
    return {
      'X-Request-Id': `Root=1-${hex(now() / 1000, 8)}-${hex(number, 24)};${own}`,
      'Access-Control-Allow-Origin': 'https://huggingface.co',
      'Access-Control-Expose-Headers': exposed,
      Vary: 'Origin',
    };
  }

  #faultFor(number: number, path: string): Fault | null {
    const fault = this.#options.faults?.({ number, url: path }) ?? null;
    if (fault?.kind === 'stale-cursors') this.#ledger.expire(fault.status);
    return fault;
  }

  #rightAnswer(
    method: string,
    url: URL,
    bearer: string | undefined,
    number: number,
    fault: Fault | null,
  ): Answer | DumpFile {
    const { dump } = this.#options;
    const call = dump === undefined ? null : toDumpCall(dump, url.pathname);
    const route = method === 'GET' || method === 'HEAD' ? toRoute(url.pathname) : null;
    if (route === null && call === null)
      return errorAnswer(404, 'Sorry, we can not find the page you are looking for.');
    const hasToken = bearer !== undefined;
    if (hasToken && !this.#isKnown(bearer)) {
      return errorAnswer(401, 'Invalid credentials in Authorization header');
    }
    if (dump !== undefined && call !== null) return answerDump(dump, call, this.#files?.url ?? null);
    if (route === null) return errorAnswer(404, 'Sorry, we can not find the page you are looking for.');
    const { kind, id, revision } = route;
    if (id !== null) return repoPage(this.#catalogue, { kind, id, revision, url, hasToken });
    const stale = this.#ledger.statusOf(url);
    if (stale !== null) return errorAnswer(stale, 'The cursor has expired');
    return listPage(this.#catalogue, { kind, url, hasToken, quirk: quirkOf(fault, number) });
  }

  #isKnown(bearer: string): boolean {
    const { token } = this.#options;
    return token === undefined ? /^Bearer hf_\w+$/.test(bearer) : bearer === `Bearer ${token}`;
  }
}

const quirkOf = (fault: Fault | null, number: number): ListCall['quirk'] => {
  if (fault?.kind === 'duplicate-page') return { form: 'repeat', token: String(number) };
  return fault?.kind === 'empty-page' ? { form: 'empty', token: String(number) } : undefined;
};

/** Takes a path apart; null if the API has no such page. */
function toRoute(pathname: string): Route | null {
  const match = /^\/api\/(models|datasets)(?:\/([^/]+(?:\/[^/]+)?))??(?:\/revision\/([^/]+))?\/?$/.exec(
    pathname,
  );
  if (match === null) return null;
  const [, kind, id, revision] = match;
  if (id === undefined && revision !== undefined) return null;
  try {
    return {
      kind: kind === 'models' ? 'models' : 'datasets',
      id: id === undefined ? null : decodeURIComponent(id),
      revision: revision === undefined ? null : decodeURIComponent(revision),
    };
  } catch {
    return null;
  }
}
