import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import { listPages } from '../../hub/listing/list-pages.ts';
import type { ListedPage, ListRequest } from '../../hub/listing/records.ts';
import { NotAscendingError, type Walk } from '../../hub/listing/walk.ts';
import { StaleCursorError, TokenRefusedError, UnkeptError } from '../../hub/request/hub-error.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { inTransaction } from '../../snapshot/file/query.ts';
import { type Listing, restartListing, writeListing } from '../../snapshot/tables/listings.ts';
import { type Provenance, readMeta, writeMeta } from '../../snapshot/tables/meta.ts';
import { packPage, UnwritableError } from '../../snapshot/tables/write-pages.ts';
import { cutAtEdge, lastIdOf, readEdge } from './edge.ts';
import { ListingProgress } from './listing-progress.ts';
import { type ListingStep, type OnPage, writeSteps } from './write-steps.ts';

/**
 * Reads one listing to its end, from where it stopped, each page and its next URL in one transaction. What can be done
 * about a listing that fails, is done once each; a failure is recorded, not thrown; an interruption, and what
 * {@link endsRun}, are thrown.
 */
export async function readListing(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  listing: Listing,
  onPage: OnPage,
): Promise<void> {
  const reading: ListingReading = { listing, afterId: null, tried: new Set() };
  while (!(await readOn({ hub, snapshot, provenance, reading, onPage })));
}

/** How far a listing has been read, and what was tried where it failed. */
interface ListingReading {
  listing: Listing;
  /** Goes on after the repo with this `_id` instead of at the next URL; null for the URL. */
  afterId: string | null;
  tried: Set<string>;
}

interface ReadingWork {
  hub: Hub;
  snapshot: Snapshot;
  provenance: Provenance;
  reading: ListingReading;
  onPage: OnPage;
}

/** @returns whether the listing has come to its end, or failed permanently */
async function readOn({ hub, snapshot, provenance, reading, onPage }: ReadingWork): Promise<boolean> {
  try {
    const { listing, afterId } = reading;
    await readPages({ hub, snapshot, provenance, listing, onPage, afterId });
    return true;
  } catch (error) {
    if (hub.signal.aborted || endsRun(error)) throw error;
    if (await canGoOn(snapshot, reading, error)) return false;
    if (reading.tried.has('anew')) await noteRestart(snapshot, reading.listing);
    await recordFailure(snapshot, reading.listing, error);
    return true;
  }
}

/** Puts a listing that failed where it may go on: the other way, after the last repo, or at its beginning. */
async function canGoOn(snapshot: Snapshot, reading: ListingReading, error: unknown): Promise<boolean> {
  const { listing, tried } = reading;
  const isNew = (remedy: string): boolean => !tried.has(remedy) && tried.add(remedy) !== undefined;
  if (error instanceof NotAscendingError && isNew('descending')) {
    reading.listing = await restartListing(snapshot, { ...listing, walk: 'descending' });
  } else if (!(error instanceof StaleCursorError)) {
    return false;
  } else if (listing.walk === 'ascending' && listing.lastId !== null && isNew(`after ${listing.lastId}`)) {
    reading.afterId = listing.lastId;
    return true;
  } else if (!tried.has('anew') && !(await isInVain(snapshot, listing))) {
    tried.add('anew');
    reading.listing = await restartListing(snapshot, listing);
  } else {
    return false;
  }
  reading.afterId = null;
  return true;
}

/** How often a listing that was begun again and failed at the same place is continued there before it is begun once more. */
const mostResumes = 4;

const restartKey = ({ number }: Listing): string => `restart:${number}`;

/** Remembers where a listing failed after it was begun again. */
const noteRestart = (snapshot: Snapshot, listing: Listing): Promise<void> =>
  inTransaction(snapshot.connection, () =>
    writeMeta(snapshot, restartKey(listing), JSON.stringify({ rows: listing.rows, resumes: 0 })),
  );

/**
 * Whether a listing that was begun again failed at the same page: then the page is at fault, not the cursor, and the
 * next run continues there. Now and then the listing is begun again all the same.
 */
const isInVain = (snapshot: Snapshot, listing: Listing): Promise<boolean> =>
  inTransaction(snapshot.connection, async () => {
    const noted = JSON.parse((await readMeta(snapshot, restartKey(listing))) ?? '{}');
    if (noted.rows !== listing.rows || noted.resumes >= mostResumes) return false;
    const again = { rows: listing.rows, resumes: noted.resumes + 1 };
    await writeMeta(snapshot, restartKey(listing), JSON.stringify(again));
    return true;
  });

/** Whether a failure of one listing is one of all: a file that cannot be written, a token that is refused. */
export const endsRun = (error: unknown): boolean =>
  error instanceof UnwritableError || error instanceof TokenRefusedError || error instanceof UnkeptError;

/**
 * What a listing asks the Hub for: the oldest repos first, so that its end is where the collection began and cursors
 * never grow old, but where a walk goes the other way already. A try (`--limit`) takes the most downloaded: nobody has
 * reused the newest yet.
 */
export const toListRequest = (
  provenance: Provenance,
  { kind, task, walk, nextUrl }: Listing,
): ListRequest => ({
  kind,
  task,
  by: provenance.protocol === 'study-2025' ? 'tag' : 'pipeline_tag',
  cards: provenance.cards && kind === 'models',
  bases: provenance.checkBases === true && kind === 'models',
  sort: provenance.scope.order ?? 'createdAt',
  ascending: provenance.limit === null && (walk === 'ascending' || (walk === null && nextUrl === null)),
});

/**
 * Reads the first page of a listing and no more.
 * @throws what the listing throws
 */
export async function readFirstPage(
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  listing: Listing,
): Promise<void> {
  const read = (from: Listing): Promise<void> =>
    readPages({ hub, snapshot, provenance, listing: from, onPage: () => {}, afterId: null, mostPages: 1 });
  try {
    await read(listing);
  } catch (error) {
    if (!(error instanceof NotAscendingError)) throw error;
    await read(await restartListing(snapshot, { ...listing, walk: 'descending' }));
  }
}

interface PageWork {
  hub: Hub;
  snapshot: Snapshot;
  provenance: Provenance;
  listing: Listing;
  onPage: OnPage;
  afterId: string | null;
  mostPages?: number;
}

async function readPages(work: PageWork): Promise<void> {
  const { hub, snapshot, provenance, listing, onPage, afterId } = work;
  const request = toListRequest(provenance, listing);
  const listedPages = listPages(hub, request, afterId === null ? listing.nextUrl : { afterId });
  const progress = await ListingProgress.of(snapshot, listing);
  const steps = toSteps(listedPages, listing, progress, {
    rows: provenance.limit ?? Number.POSITIVE_INFINITY,
    pages: work.mostPages ?? Number.POSITIVE_INFINITY,
    walk: toWalk(request),
    edge: () => readEdge(hub, snapshot, provenance),
  });
  await writeSteps(snapshot, listing, steps, onPage);
}

/** Which way a listing is walked; null for one that is not in the order of creation. */
const toWalk = ({ sort, ascending }: ListRequest): Walk | null => {
  if (sort !== 'createdAt') return null;
  return ascending === true ? 'ascending' : 'descending';
};

async function* toSteps(
  listedPages: AsyncGenerator<ListedPage, void, unknown>,
  listing: Listing,
  progress: ListingProgress,
  { walk, ...most }: { rows: number; pages: number; walk: Walk | null; edge: () => Promise<number> },
): AsyncGenerator<ListingStep, void, unknown> {
  let { pages, rows, lastId } = listing;
  let edge: number | null = null;
  for await (const page of listedPages) {
    // Not before the first answer, which reveals the Hub's clock.
    edge ??= walk === 'ascending' ? await most.edge() : Number.POSITIVE_INFINITY;
    const { repos, reached } = cutAtEdge(page.repos, edge);
    const { store, listed } = progress.take({ ...page, repos }, most.rows - rows);
    pages += 1;
    rows += listed;
    lastId = walk === 'ascending' ? lastIdOf(repos, lastId) : null;
    const nextUrl = rows >= most.rows || reached ? null : page.nextUrl;
    const state = nextUrl === null ? 'done' : 'partial';
    const after: Listing = { ...listing, pages, rows, nextUrl, state, error: null, walk, lastId };
    yield { after, repos: listed, page: packPage(listing.kind, { ...page, repos: store }) };
    if (nextUrl === null || pages >= most.pages) return;
  }
}

async function recordFailure(snapshot: Snapshot, listing: Listing, error: unknown): Promise<void> {
  listing.state = 'failed';
  listing.error = messageOf(error);
  await inTransaction(snapshot.connection, () => writeListing(snapshot, listing));
}
