import type { Hub } from '../hub.ts';
import { listEntries } from '../request/client.ts';
import { HubError, StaleCursorError } from '../request/hub-error.ts';
import { jsonResponse } from '../request/paced-fetch.ts';
import type { JsonAnswer } from '../request/request-json.ts';
import { sameOriginUrl } from '../request/same-origin.ts';
import { showUrl } from '../request/show-url.ts';
import { readItems } from './list-items.ts';
import { nextLink } from './next-link.ts';
import type { ListRequest, Page } from './records.ts';

/**
 * Lists repos page by page. The official client builds the first URL and turns the pages; each is given out with where
 * the listing goes on before the next one is asked for.
 * @param startUrl the `nextUrl` of the last page that is safe; null to begin
 * @throws StaleCursorError when the Hub no longer takes the cursor; HubError when it fails for good, names another
 *   host, or leads in a circle; the abort reason when interrupted
 */
export async function* listPages(
  hub: Hub,
  request: ListRequest,
  startUrl: string | null,
): AsyncGenerator<Page, void, unknown> {
  const pages: Page[] = [];
  for await (const _ of listEntries(request, hub.endpoint, pageFetch(hub, startUrl, pages)))
    yield* pages.splice(0);
}

/** One turn of the event loop: a page before this one that is being written goes on first. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const checkList = (value: unknown): string | null =>
  Array.isArray(value) ? null : 'the answer is no list of repos';

/** The fetch for one listing: chooses the first URL, reads the items, and minds where the Link leads. */
function pageFetch(hub: Hub, startUrl: string | null, pages: Page[]): typeof globalThis.fetch {
  const seen = new Set<string>();
  let first = true;
  return async (input) => {
    const begins = first && startUrl === null;
    const url = first && startUrl !== null ? resumeUrl(hub, startUrl) : String(input);
    first = false;
    const answer = begins ? await firstPage(hub, url) : await laterPage(hub, url);
    await turn();
    seen.add(url).add(answer.url);
    const nextUrl = nextLink(answer.headers.get('Link'), answer.url, hub.endpoint);
    if (nextUrl !== null && seen.has(nextUrl)) {
      throw new HubError(`the listing leads in a circle: ${showUrl(nextUrl)} was its own next page`);
    }
    pages.push({ ...readItems(answer.value as unknown[], hub.includePrivate), nextUrl });
    return jsonResponse(onePage, nextUrl === null ? null : `<${nextUrl}>; rel="next"`);
  };
}

/**
 * What the client is given for a page, and gives back as one entry: whatever it is told about a repo it copies field
 * by field, turn by turn, which takes longer than to read and to check the whole page.
 */
const onePage = [{}];

const resumeUrl = (hub: Hub, startUrl: string): string =>
  sameOriginUrl(startUrl, hub.endpoint, hub.endpoint, 'the stored cursor');

const withLimit = (url: string, limit: number): string => {
  const changed = new URL(url);
  changed.searchParams.set('limit', String(limit));
  return changed.href;
};

/** What the Hub answers at most, should it refuse our page size. */
const modestPageSize = 500;
const notOfTheSize = new Set([401, 403, 404]);

async function firstPage(hub: Hub, url: string): Promise<JsonAnswer> {
  const { pageSize } = hub;
  try {
    return await hub.requestJson(withLimit(url, pageSize), checkList);
  } catch (error) {
    const status = error instanceof HubError ? (error.status ?? 0) : 0;
    const sizeMayBeRefused =
      status >= 400 && status < 500 && !notOfTheSize.has(status) && status !== 408 && status !== 429;
    if (!sizeMayBeRefused || pageSize <= modestPageSize) throw error;
    const answer = await hub.requestJson(withLimit(url, modestPageSize), checkList);
    hub.pageSize = Math.min(hub.pageSize, modestPageSize);
    return answer;
  }
}

/** The answers that a cursor may get which the Hub no longer knows. */
const stale = new Set([400, 404, 410, 422, 500]);

async function laterPage(hub: Hub, url: string): Promise<JsonAnswer> {
  try {
    return await hub.requestJson(url, checkList);
  } catch (error) {
    if (!(error instanceof HubError) || !stale.has(error.status ?? 0)) throw error;
    throw new StaleCursorError(`the Hub no longer takes the cursor: ${error.message}`, {
      status: error.status,
      cause: error,
    });
  }
}
