import { usageError } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { listPages } from '../../hub/listing/list-pages.ts';
import type { ListedPage } from '../../hub/listing/records.ts';
import { NotAscendingError } from '../../hub/listing/walk.ts';
import { StaleCursorError } from '../../hub/request/hub-error.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { Listing } from '../../snapshot/tables/listings.ts';
import type { Provenance } from '../../snapshot/tables/meta.ts';
import { packPage } from '../../snapshot/tables/write-pages.ts';
import { cutAtEdge, edgeAt, lastIdOf } from './edge.ts';
import { ListingProgress } from './listing-progress.ts';
import { toListRequest } from './read-listing.ts';
import { type ListingStep, type OnPage, writeSteps } from './write-steps.ts';

/** Clocks differ, and a change may take a while to show in a listing: this much is read twice. */
const marginMs = 3_600_000;

/**
 * From when on an update must read: the beginning of the last reading, for what changed while it ran may be missed.
 * @returns milliseconds since 1970, by the Hub's clock
 * @throws HfreuseError (exit 2) where there is nothing complete to bring up to date
 */
export function updateSince(provenance: Provenance, listings: readonly Listing[]): number {
  if (listings.some(({ state }) => state !== 'done')) {
    throw usageError('--update needs a complete snapshot', 'run collect without --update first');
  }
  if (provenance.limit !== null) {
    throw usageError(
      '--update needs a whole collection, not one that --limit cut short',
      'collect with --restart',
    );
  }
  const { updatedFrom, startedAt, hubBehindMs = 0 } = provenance;
  return Date.parse(updatedFrom ?? startedAt) - hubBehindMs - marginMs;
}

/**
 * Brings one listing up to date: an ascending walk goes on where it ended, for what is new, and then the repos are read
 * that changed since a moment, newest first, until older ones begin.
 * @param onPrivate takes the `_id`s of repos that are private now
 */
export async function updateListing(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  listing: Listing,
  since: number,
  onPage: OnPage,
  onPrivate: (hubIds: readonly string[]) => void,
): Promise<void> {
  await walkOn(hub, snapshot, provenance, listing, onPage);
  const request = { ...toListRequest(provenance, listing), sort: 'lastModified' as const, ascending: false };
  const steps = toSteps(listPages(hub, request, null), listing, since, onPrivate);
  await writeSteps(snapshot, listing, steps, onPage);
}

/** Reads what is new, up to the beginning of the update, where the listing was walked in ascending order. */
async function walkOn(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  listing: Listing,
  onPage: OnPage,
): Promise<void> {
  if (listing.walk !== 'ascending' || listing.lastId === null) return;
  const listedPages = listPages(hub, toListRequest(provenance, listing), { afterId: listing.lastId });
  const began = provenance.updatedFrom ?? provenance.startedAt;
  try {
    await writeSteps(
      snapshot,
      listing,
      toNewSteps(listedPages, listing, () => edgeAt(hub, began)),
      onPage,
    );
  } catch (error) {
    // What is new has a new date, too: the listing by dates shows it.
    if (!(error instanceof StaleCursorError || error instanceof NotAscendingError)) throw error;
  }
}

async function* toNewSteps(
  listedPages: AsyncGenerator<ListedPage, void, unknown>,
  listing: Listing,
  edge: () => number,
): AsyncGenerator<ListingStep, void, unknown> {
  let { pages, lastId } = listing;
  const progress = ListingProgress.anew();
  for await (const page of listedPages) {
    const { repos, reached } = cutAtEdge(page.repos, edge());
    const { store, listed } = progress.take({ ...page, repos }, Number.POSITIVE_INFINITY);
    pages += 1;
    lastId = lastIdOf(repos, lastId);
    const packed = packPage(listing.kind, { ...page, repos: store });
    yield { after: { ...listing, pages, lastId }, repos: listed, page: packed };
    if (reached) return;
  }
}

async function* toSteps(
  listedPages: AsyncGenerator<ListedPage, void, unknown>,
  listing: Listing,
  since: number,
  onPrivate: (hubIds: readonly string[]) => void,
): AsyncGenerator<ListingStep, void, unknown> {
  let { pages } = listing;
  const progress = ListingProgress.anew();
  for await (const page of listedPages) {
    const { store } = progress.take(page, Number.POSITIVE_INFINITY);
    const repos = store.filter(({ lastModified }) => lastModified === null || lastModified >= since);
    pages += 1;
    onPrivate(page.privateIds);
    // What is rejected was counted when it was collected.
    const packed = packPage(listing.kind, { repos, rejected: [], privateIds: page.privateIds });
    yield { after: { ...listing, pages }, repos: repos.length, page: packed };
    if (page.repos.some(({ lastModified }) => lastModified !== null && lastModified < since)) return;
  }
}
