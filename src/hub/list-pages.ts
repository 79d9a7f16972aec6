import { setImmediate } from 'node:timers/promises';
import { listEntries } from './client.ts';
import type { Hub } from './hub.ts';
import { HubError, StaleCursorError } from './hub-error.ts';
import { type ListItem, partItems } from './list-items.ts';
import { nextLink } from './next-link.ts';
import { jsonResponse } from './paced-fetch.ts';
import type { ListRequest, Page } from './records.ts';
import { toRepoRecord } from './repo-record.ts';
import type { JsonAnswer } from './request-json.ts';
import { sameOriginUrl } from './same-origin.ts';
import { showUrl } from './show-url.ts';

export { StaleCursorError } from './hub-error.ts';

/** A page whose items are still to come from the client. */
interface Draft extends Page {
  itemsToCome: number;
}

const itemsPerTurn = 100;

/**
 * Lists repos page by page through the official client. Each page holds where the listing goes on, and is given out
 * before the next one is asked for, save that an empty page may come late.
 * @param startUrl the `nextUrl` of the last page that is safe; null to begin
 * @throws StaleCursorError when the Hub no longer takes the cursor; HubError when it fails for good, names another
 *   host, or leads in a circle; the abort reason when interrupted
 */
export async function* listPages(
  hub: Hub,
  request: ListRequest,
  startUrl: string | null,
): AsyncGenerator<Page, void, unknown> {
  const drafts: Draft[] = [];
  const entries = listEntries(request, hub.endpoint, pageFetch(hub, startUrl, drafts));
  for (let ended = false, given = 0; !ended; given += 1) {
    // The client gives items without a pause: the page before, which is being written, must have its turns.
    if (given % itemsPerTurn === 0) await setImmediate();
    let failure: { error: unknown } | null = null;
    try {
      const next = await entries.next();
      ended = next.done === true;
      if (next.done !== true) {
        // Asked first: to delegate to a generator that has nothing to give costs as much as an item does.
        if (drafts[0]?.itemsToCome === 0) yield* finished(drafts);
        addEntry(drafts[0], next.value, hub.includePrivate);
      }
    } catch (error) {
      failure = { error };
    }
    if (drafts[0]?.itemsToCome === 0) yield* finished(drafts);
    if (failure !== null) throw failure.error;
  }
}

/** Takes the pages off the front that have all their items. */
function* finished(drafts: Draft[]): Generator<Page> {
  for (let first = drafts[0]; first?.itemsToCome === 0; first = drafts[0]) {
    drafts.shift();
    const { repos, rejected, privateRepos, nextUrl } = first;
    yield { repos, rejected, privateRepos, nextUrl };
  }
}

function addEntry(draft: Draft | undefined, entry: unknown, includePrivate: boolean): void {
  if (draft === undefined) throw new Error('the client gave an item of no page');
  draft.itemsToCome -= 1;
  const { repo, isPrivate } = toRepoRecord(entry);
  if (isPrivate && !includePrivate) draft.privateRepos += 1;
  else draft.repos.push(repo);
}

const checkList = (value: unknown): string | null =>
  Array.isArray(value) ? null : 'the answer is no list of repos';

/** The fetch for one listing: chooses the first URL, sets bad items aside, and minds where the Link leads. */
function pageFetch(hub: Hub, startUrl: string | null, drafts: Draft[]): typeof globalThis.fetch {
  const seen = new Set<string>();
  let first = true;
  return async (input) => {
    const begins = first && startUrl === null;
    const url = first && startUrl !== null ? resumeUrl(hub, startUrl) : String(input);
    first = false;
    const answer = begins ? await firstPage(hub, url) : await laterPage(hub, url);
    seen.add(url).add(answer.url);
    const nextUrl = nextLink(answer.headers.get('Link'), answer.url, hub.endpoint);
    if (nextUrl !== null && seen.has(nextUrl)) {
      throw new HubError(`the listing leads in a circle: ${showUrl(nextUrl)} was its own next page`);
    }
    const { valid, rejected } = partItems(answer.value as unknown[]);
    drafts.push({ repos: [], rejected, privateRepos: 0, nextUrl, itemsToCome: valid.length });
    return pageResponse(valid, nextUrl);
  };
}

const pageResponse = (items: ListItem[], nextUrl: string | null): Response =>
  jsonResponse(items, nextUrl === null ? null : `<${nextUrl}>; rel="next"`);

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
