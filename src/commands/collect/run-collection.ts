import { runListings } from '../../async.ts';
import { study2025Tasks } from '../../definitions/tasks.ts';
import { messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import type { World } from '../../io.ts';
import { derive } from '../../snapshot/derive/derive.ts';
import { boundMemory, budgets } from '../../snapshot/file/memory.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { inTransaction } from '../../snapshot/file/query.ts';
import { readCounts, readLeftOut } from '../../snapshot/read/read-status.ts';
import { takeOutGone } from '../../snapshot/tables/gone-repos.ts';
import { type Listing, readListings, recountListings } from '../../snapshot/tables/listings.ts';
import {
  isDerived,
  type Provenance,
  readUpdating,
  writeMeta,
  writeProvenance,
} from '../../snapshot/tables/meta.ts';
import type { UnknownName } from '../../snapshot/tables/names-to-look-up.ts';
import { pruneRows } from '../../snapshot/tables/prune-rows.ts';
import type { ProgressEvent } from '../progress-event.ts';
import { storeSamples } from '../store-samples.ts';
import { checkDownloads } from './check-downloads.ts';
import { type CollectDocument, listingName } from './document.ts';
import { GoneFinder } from './find-gone.ts';
import { outstandingNames } from './outstanding-names.ts';
import { endsRun, readListing } from './read-listing.ts';
import type { FullCollectRequest } from './request.ts';
import { resolveNames } from './resolve-names.ts';
import { toUnreachable } from './unreachable.ts';
import { updateListing, updateSince } from './update-listing.ts';
import type { OnPage } from './write-steps.ts';

/** Everything that a run of `collect` works with. */
export interface Collection {
  world: World;
  request: FullCollectRequest;
  hub: Hub;
  snapshot: Snapshot;
  provenance: Provenance;
  report: (event: ProgressEvent) => void;
  /** Whether to look a name up, where not all can be. */
  mayAsk?: (name: UnknownName) => boolean;
}

/**
 * Lists what is outstanding, derives, looks names up, derives again, counts.
 * @throws HfreuseError where no page could be read; the reason of an abort
 */
export async function runCollection(run: Collection): Promise<CollectDocument> {
  const { world, request, hub, snapshot, report } = run;
  const { signal } = world;
  await boundMemory(snapshot.connection, budgets.pages);
  // Before the first page: until then the snapshot is not finished, wherever this run ends.
  await writeMeta(snapshot, 'resolve', String(request.resolve));
  const before = await readListings(snapshot);
  // An update that was interrupted is continued, asked for or not.
  const updates = request.update === true || (await readUpdating(snapshot)) !== null;
  const read = updates ? before : before.filter(({ state }) => state !== 'done');
  const notUpdated = updates ? await updateAll(run, before) : await listAll(run, read);
  signal.throwIfAborted();
  const listings = await readListings(snapshot);
  const failed = listings.filter(({ state }) => state === 'failed');
  if (listings.every(({ pages }) => pages === 0))
    throw toUnreachable(run.provenance.endpoint, failed[0]?.error ?? null);
  if (!(await isDerived(snapshot))) {
    await deriveNow(run);
    await recountListings(snapshot, updates);
  }
  const names = (await outstandingNames(snapshot, request.resolve)).filter(run.mayAsk ?? (() => true));
  const unanswered = await resolveNames(world, hub, snapshot, names, request.concurrency, (answered) =>
    report({ type: 'step', phase: 'names', done: answered, total: names.length }),
  );
  if (names.length > 0) await deriveNow(run);
  signal.throwIfAborted();
  await storeSamples(snapshot);
  const complete = failed.length === 0 && notUpdated.length === 0;
  await finish(run, complete, updates);
  const leftOut = await readLeftOut(snapshot);
  return {
    snapshot: snapshot.path,
    complete,
    failed: failed.map(({ kind, task, error }) => ({ kind, task, error: error ?? '' })),
    notUpdated,
    read: read.length,
    asked: names.length,
    unanswered,
    ...leftOut,
    ...(await readCounts(snapshot)),
    endpoint: run.provenance.endpoint,
    scope: run.provenance.scope,
  };
}

async function listAll(run: Collection, pending: readonly Listing[]): Promise<string[]> {
  await forEachListing(run, pending, (listing, onPage) =>
    readListing(run.hub, run.snapshot, run.provenance, listing, onPage),
  );
  return [];
}

/** @returns what could not be brought up to date */
async function updateAll(run: Collection, listings: readonly Listing[]): Promise<string[]> {
  const since = updateSince(run.provenance, listings);
  run.provenance.updatedFrom = new Date(run.world.now()).toISOString();
  await writeMeta(run.snapshot, 'updating', run.provenance.updatedFrom);
  run.provenance.updates = (run.provenance.updates ?? 0) + 1;
  const failures: string[] = [];
  const privateIds: string[] = [];
  await forEachListing(run, listings, async (listing, onPage) => {
    try {
      await updateListing(run.hub, run.snapshot, run.provenance, listing, since, onPage, (hubIds) =>
        privateIds.push(...hubIds),
      );
    } catch (error) {
      if (run.world.signal.aborted || endsRun(error)) throw error;
      failures.push(`${listingName(listing)}: ${messageOf(error)}`);
    }
  });
  if (run.world.signal.aborted) return failures;
  if (run.request.checkDeleted === true) {
    const found = await findGone(run, listings);
    privateIds.push(...found.walked.flatMap((one) => one.privateIds));
    failures.push(...found.failures);
  }
  if (!run.world.signal.aborted) await pruneRows(run.snapshot, privateIds);
  return failures;
}

/** Takes out what is not listed any more. */
async function findGone(run: Collection, listings: readonly Listing[]): Promise<GoneFinder> {
  const { hub, snapshot, provenance, world } = run;
  const finder = new GoneFinder(hub, snapshot, provenance);
  await forEachListing(run, listings, (listing, onPage) => finder.walk(listing, onPage));
  if (world.signal.aborted) return finder;
  const checkedAt = provenance.updatedFrom ?? provenance.startedAt;
  await takeOutGone(snapshot, finder.walked, (kind, hubId) => finder.mayBeListed(kind, hubId), checkedAt);
  return finder;
}

async function forEachListing(
  { world: { signal }, request, report }: Collection,
  listings: readonly Listing[],
  work: (listing: Listing, onPage: OnPage) => Promise<void>,
): Promise<void> {
  let done = 0;
  let pages = 0;
  let repos = 0;
  let broken: unknown = null;
  const reportPages = () =>
    report({ type: 'step', phase: 'list', done, total: listings.length, pages, repos });
  reportPages();
  await runListings(listings, request.concurrency, async (listing) => {
    // What one listing cannot write, the others cannot either.
    if (signal.aborted || broken !== null) return;
    const onPage: OnPage = (added) => {
      pages += 1;
      repos += added;
      reportPages();
    };
    await work(listing, onPage).catch((error: unknown) => {
      if (signal.aborted) return;
      broken ??= error;
      throw error;
    });
    done += 1;
    reportPages();
  }).catch((error: unknown) => {
    throw broken ?? error;
  });
}

async function deriveNow({ snapshot, report }: Collection): Promise<void> {
  report({ type: 'step', phase: 'derive', done: 0, total: 1 });
  await derive(
    snapshot,
    study2025Tasks.map(({ task }) => task),
    { temporary: false },
  );
}

/** Writes into the snapshot that all of it was read, and since when changes have not been. */
async function finish(
  { world, snapshot, provenance, hub }: Collection,
  complete: boolean,
  updates: boolean,
): Promise<void> {
  if (!complete || (provenance.finishedAt !== null && !updates)) return;
  const mixed = await checkDownloads(hub, snapshot, provenance, await readListings(snapshot));
  const finishedAt = new Date(world.now()).toISOString();
  const { behindMs } = hub.clock;
  await inTransaction(snapshot.connection, async () => {
    await writeProvenance(snapshot, {
      ...provenance,
      finishedAt,
      hubBehindMs: behindMs > 0 ? behindMs : undefined,
      mixedDownloads: mixed ?? undefined,
    });
    await writeMeta(snapshot, 'updating', null);
  });
}
