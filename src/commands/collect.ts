import { existsSync } from 'node:fs';
import { fileError, fileErrorCode, HfreuseError, usageError } from '../errors.ts';
import { connectHub, type Hub, type HubOptions } from '../hub/hub.ts';
import { readToken } from '../hub/token.ts';
import type { World } from '../io.ts';
import { discardQuietly, openSnapshotForWriting, type Snapshot } from '../snapshot/file/open-snapshot.ts';
import { sealSnapshot } from '../snapshot/file/seal.ts';
import { explainContent } from '../snapshot/read/explain-content.ts';
import { readListings } from '../snapshot/tables/listings.ts';
import type { Provenance } from '../snapshot/tables/meta.ts';
import { beginAnew } from './collect/begin-anew.ts';
import type { CollectDocument } from './collect/document.ts';
import { linkKeeper, toKeeper, toKeptCollection } from './collect/keep-pages.ts';
import { type KeptProgress, keepProgress } from './collect/keep-progress.ts';
import { planCollection, toProvenance } from './collect/plan.ts';
import { type CollectRequest, collectDefaults, type FullCollectRequest } from './collect/request.ts';
import { runCollection } from './collect/run-collection.ts';
import type { ProgressEvent } from './progress-event.ts';
import { type RunOptions, toWorld, withAbort } from './run-options.ts';

/**
 * Reads what the request chooses into the snapshot, and goes on where an earlier run stopped.
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 1) for an unusable file, or a Hub of which not one
 * page could be read; AbortError, everything read so far being kept
 */
export const collect = (given: CollectRequest, run: RunOptions = {}): Promise<CollectDocument> =>
  withAbort(run.signal, () => collectInto(given, run));

async function collectInto(given: CollectRequest, run: RunOptions): Promise<CollectDocument> {
  const request = fillIn(given);
  const world = toWorld(run);
  if (request.update === true && request.restart === true) {
    throw usageError('--update and --restart exclude each other: one updates what the other discards');
  }
  if (request.checkDeleted === true && request.update !== true) {
    throw usageError('--check-deleted goes with --update: a new collection holds nothing that was deleted');
  }
  const wanted = toProvenance(request, world);
  let progress: KeptProgress | null = null;
  const report = (event: ProgressEvent): void => {
    progress?.take(event);
    run.onProgress?.(event);
  };
  const token = await readToken(world);
  const keeper = toKeeper(request, token);
  const to = { endpoint: wanted.endpoint, token, via: keeper?.via };
  const hub = await connect(world, request, to, { ...run, onProgress: report });
  const link = (made: Snapshot, provenance: Provenance): Promise<void> =>
    linkKeeper(keeper, made, provenance, request);
  if (request.restart === true) {
    await beginAnew(request.snapshot, wanted, hub, link).catch((error: unknown) => {
      keeper?.forget();
      throw error;
    });
  }
  const fresh = !existsSync(request.snapshot);
  const snapshot = await openSnapshotForWriting(request.snapshot);
  let kept = false;
  let failure: unknown = null;
  try {
    const provenance = await planCollection(snapshot, wanted);
    await link(snapshot, provenance);
    progress = keepProgress(request.snapshot, provenance, world);
    const document = await runCollection({ world, request, hub, snapshot, provenance, report });
    if (keeper !== null) keeper.note(await toKeptCollection(snapshot, request));
    await sealSnapshot(snapshot);
    return document;
  } catch (error) {
    failure = world.signal.aborted ? error : await explainContent(snapshot, error);
  } finally {
    kept = !fresh || (await holdsPages(snapshot));
    // Before the snapshot is let go: from then on the file beside it would be another's.
    progress?.end();
    snapshot.close();
    // A file that nothing was read into would only conflict with the next run's options.
    if (!kept) {
      discardQuietly(request.snapshot);
      keeper?.forget();
    }
  }
  throw explainFailureOf(failure, request.snapshot, kept);
}

/** A file that cannot be read any more may hold pages: it stays. */
const holdsPages = (snapshot: Snapshot): Promise<boolean> =>
  readListings(snapshot).then(
    (listings) => listings.some(({ pages }) => pages > 0),
    () => true,
  );

/** A full disk, or a file that cannot be written any more, is not a defect of ours. */
function explainFailureOf(failure: unknown, path: string, kept: boolean): unknown {
  if (failure instanceof HfreuseError || fileErrorCode(failure) === null) return failure;
  const { message, hint, cause } = fileError(path, 'cannot be written', failure);
  const safe = kept ? 'what was read so far is kept; ' : '';
  return new HfreuseError(message, { hint: `${safe}${hint}`, cause });
}

/** Also where something is given as undefined. */
const fillIn = (request: CollectRequest): FullCollectRequest => ({
  ...request,
  protocol: request.protocol ?? collectDefaults.protocol,
  concurrency: request.concurrency ?? collectDefaults.concurrency,
  pageSize: request.pageSize ?? collectDefaults.pageSize,
  retries: request.retries ?? collectDefaults.retries,
  timeoutMs: request.timeoutMs ?? collectDefaults.timeoutMs,
  resolve: request.resolve ?? collectDefaults.resolve,
});

async function connect(
  world: World,
  { pageSize, limit, retries, timeoutMs, concurrency, includePrivate, insecureToken }: FullCollectRequest,
  to: Pick<HubOptions, 'endpoint' | 'token' | 'via'>,
  { onProgress, onDebug }: RunOptions,
): Promise<Hub> {
  return connectHub({
    io: world,
    ...to,
    retries,
    timeoutMs,
    pageSize: Math.min(pageSize, limit ?? pageSize),
    concurrency,
    includePrivate: includePrivate === true,
    insecureToken: insecureToken === true,
    onEvent: (event) => onProgress?.(event),
    debug: onDebug,
  });
}
