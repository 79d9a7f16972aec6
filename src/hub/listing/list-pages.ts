import type { Hub } from '../hub.ts';
import { listFirstPage } from '../request/client.ts';
import { HubError, StaleCursorError, TooLargeError } from '../request/hub-error.ts';
import type { JsonAnswer } from '../request/request-json.ts';
import { sameOriginUrl } from '../request/same-origin.ts';
import { showUrl } from '../request/show-url.ts';
import { readItems } from './list-items.ts';
import { nextLink } from './next-link.ts';
import type { ListedPage, ListRequest } from './records.ts';
import { ascendingUrl, echoesAscending, looksDescending, NotAscendingError, urlAfter } from './walk.ts';

/**
 * Lists repos page by page. The first passes through the official client, each names the next; it is given out with
 * where the listing goes on before the next one is asked for.
 * @param start the `nextUrl` of the last page that is safe; the `_id` of the last repo, in an ascending listing; null to
 *   begin
 * @throws StaleCursorError when the Hub no longer takes the cursor; NotAscendingError when it does not list in that
 *   order; HubError when it fails permanently, names another host, or loops; the abort reason when interrupted
 */
export async function* listPages(
  hub: Hub,
  request: ListRequest,
  start: string | { afterId: string } | null,
): AsyncGenerator<ListedPage, void, unknown> {
  const seen = new Set<string>();
  const sizes = new PageSizes();
  const ascending = request.ascending === true;
  let page = await pageAt(hub, request, start, sizes);
  for (;;) {
    await waitForTurn();
    const { answer, url, cutTo } = page;
    seen.add(url).add(answer.url);
    const link = nextLink(answer.headers.get('Link'), answer.url, hub.endpoint);
    // The Link repeats the size of a page that was cut; the listing goes on as it was meant to.
    const nextUrl = link === null || cutTo === null ? link : withLimit(link, limitOf(url) ?? hub.pageSize);
    if (nextUrl !== null && seen.has(nextUrl)) {
      throw new HubError(`the listing loops: ${showUrl(nextUrl)} gave itself as the next page`);
    }
    const items = readItems(answer.value as unknown[], hub.includePrivate);
    if (ascending && ((nextUrl !== null && !echoesAscending(nextUrl)) || looksDescending(items.repos))) {
      throw new NotAscendingError('the Hub does not list in ascending order');
    }
    yield { ...items, nextUrl };
    if (nextUrl === null) return;
    page = await laterPage(hub, nextUrl, sizes);
  }
}

/** A page. */
interface Fetched {
  /** What was meant to be asked for. */
  url: string;
  /** How many repos were asked for instead, as the whole page is too large to be read; null for the whole. */
  cutTo: number | null;
  answer: JsonAnswer;
}

async function pageAt(
  hub: Hub,
  request: ListRequest,
  start: string | { afterId: string } | null,
  sizes: PageSizes,
): Promise<Fetched> {
  if (typeof start === 'string') return laterPage(hub, resumeUrl(hub, start), sizes);
  return listFirstPage(request, hub.endpoint, (first) => {
    if (start !== null) return laterPage(hub, withLimit(urlAfter(first, start.afterId), hub.pageSize), sizes);
    return request.ascending === true ? firstAscending(hub, first, sizes) : firstPage(hub, first, sizes);
  });
}

/** @throws NotAscendingError where the Hub refuses the order, or the size */
async function firstAscending(hub: Hub, first: string, sizes: PageSizes): Promise<Fetched> {
  try {
    return await firstPage(hub, ascendingUrl(first), sizes);
  } catch (error) {
    if (!mayRefuseTheQuery(error)) throw error;
    const { message, status } = error as HubError;
    throw new NotAscendingError(message, { status, cause: error });
  }
}

/** One turn of the event loop: a page before this one that is being written goes on first. */
const waitForTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const checkList = (value: unknown): string | null =>
  Array.isArray(value) ? null : 'the answer is not a list of repos';

const resumeUrl = (hub: Hub, startUrl: string): string =>
  sameOriginUrl(startUrl, hub.endpoint, hub.endpoint, 'the stored cursor');

const withLimit = (url: string, limit: number): string => {
  const changed = new URL(url);
  changed.searchParams.set('limit', String(limit));
  return changed.href;
};

const limitOf = (url: string): number | null => {
  const limit = Number(new URL(url).searchParams.get('limit') ?? Number.NaN);
  return Number.isInteger(limit) && limit > 0 ? limit : null;
};

/** How many repos may come at once where whole pages are too large to be read: a tenth each time, then more again. */
class PageSizes {
  #most = Number.POSITIVE_INFINITY;

  /** Asks for a page, and for less of it as long as it is too large. */
  async fit(hub: Hub, url: string): Promise<Fetched> {
    const wanted = limitOf(url) ?? hub.pageSize;
    for (;;) {
      const limit = Math.min(wanted, this.#most);
      const cutTo = limit === wanted ? null : limit;
      try {
        const answer = await hub.requestJson(cutTo === null ? url : withLimit(url, cutTo), checkList);
        this.#most = cutTo === null ? Number.POSITIVE_INFINITY : cutTo * 4;
        return { url, cutTo, answer };
      } catch (error) {
        if (!(error instanceof TooLargeError) || limit === 1) throw error;
        this.#most = Math.ceil(limit / 10);
      }
    }
  }
}

/** What the Hub answers at most, should it refuse our page size. */
const modestPageSize = 500;
const notOfTheQuery = new Set([401, 403, 404, 408, 429]);

/** Whether it may be the size or the order of a listing that the Hub refuses. */
function mayRefuseTheQuery(error: unknown): boolean {
  const status = error instanceof HubError ? (error.status ?? 0) : 0;
  return status >= 400 && status < 500 && !notOfTheQuery.has(status);
}

async function firstPage(hub: Hub, first: string, sizes: PageSizes): Promise<Fetched> {
  const { pageSize } = hub;
  const url = withLimit(first, pageSize);
  try {
    return await sizes.fit(hub, url);
  } catch (error) {
    if (!mayRefuseTheQuery(error) || pageSize <= modestPageSize) throw error;
    const page = await sizes.fit(hub, withLimit(url, modestPageSize));
    hub.pageSize = Math.min(hub.pageSize, modestPageSize);
    return page;
  }
}

/** The answers that a cursor may get which the Hub no longer knows. */
const stale = new Set([400, 404, 410, 422, 500]);

async function laterPage(hub: Hub, url: string, sizes: PageSizes): Promise<Fetched> {
  try {
    return await sizes.fit(hub, url);
  } catch (error) {
    if (!(error instanceof HubError) || !stale.has(error.status ?? 0)) throw error;
    throw new StaleCursorError(`the Hub no longer takes the cursor: ${error.message}`, {
      status: error.status,
      cause: error,
    });
  }
}
