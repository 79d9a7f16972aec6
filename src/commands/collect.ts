import { existsSync } from 'node:fs';
import { fileError, fileErrorCode, HfreuseError, usageError } from '../errors.ts';
import { connectHub, type Hub } from '../hub/hub.ts';
import { readToken } from '../hub/token.ts';
import type { Io } from '../io.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import {
  discardSnapshot,
  openSnapshotForWriting,
  removeQuietly,
  type Snapshot,
} from '../snapshot/file/open-snapshot.ts';
import { readStreams } from '../snapshot/tables/streams.ts';
import type { CollectOptions } from './collect/options.ts';
import { planCollection, toProvenance } from './collect/plan.ts';
import { runCollection } from './collect/run-collection.ts';

/**
 * `hfreuse collect`: reads what the options choose into the snapshot, goes on where an earlier run stopped.
 * @returns the exit code: 0 done, 3 a stream failed for good, 130 interrupted
 * @throws HfreuseError for wrong usage, an unusable file, or a Hub of which not one page could be read
 */
export async function collect(io: Io, options: CollectOptions): Promise<number> {
  if (options.update === true && options.restart === true) {
    throw usageError(
      '--update and --restart exclude each other: one brings up to date what the other forgets',
    );
  }
  const wanted = toProvenance(options, io);
  const progress = createProgress(io, { quiet: options.quiet === true });
  const hub = await connect(io, options, wanted.endpoint, progress);
  if (options.restart === true) await forget(options.snapshot);
  const fresh = !existsSync(options.snapshot);
  const snapshot = await openSnapshotForWriting(options.snapshot);
  let kept = false;
  let failure: unknown = null;
  try {
    const provenance = await planCollection(snapshot, wanted);
    return await runCollection({ io, options, hub, snapshot, provenance, progress });
  } catch (error) {
    failure = error;
  } finally {
    progress.stop();
    kept = !fresh || (await holdsPages(snapshot));
    snapshot.close();
    // A file that nothing was read into would only stand in the way of the next run's options.
    if (!kept) removeQuietly(options.snapshot);
  }
  throw explained(failure, options.snapshot, kept);
}

/** A file that cannot be read any more may hold pages: it stays. */
const holdsPages = (snapshot: Snapshot): Promise<boolean> =>
  readStreams(snapshot).then(
    (streams) => streams.some(({ pages }) => pages > 0),
    () => true,
  );

/** A full disk, or a file that cannot be written any more, is no defect of ours. */
function explained(failure: unknown, path: string, kept: boolean): unknown {
  if (failure instanceof HfreuseError || fileErrorCode(failure) === null) return failure;
  const { message, hint, cause } = fileError(path, 'cannot be written', failure);
  const safe = kept ? 'what was read so far is kept; ' : '';
  return new HfreuseError(message, { hint: `${safe}${hint}`, cause });
}

async function connect(io: Io, options: CollectOptions, endpoint: string, progress: Progress): Promise<Hub> {
  const { pageSize, limit } = options;
  return connectHub({
    io,
    endpoint,
    token: await readToken(io),
    retries: options.retries,
    timeoutMs: options.timeout * 1000,
    pageSize: Math.min(pageSize, limit ?? pageSize),
    concurrency: options.concurrency,
    includePrivate: options.includePrivate === true,
    insecureToken: options.insecureToken === true,
    onEvent: progress.event,
    debug: options.debug === true ? progress.alert : undefined,
  });
}

/** Only a snapshot is forgotten: any other file of that name stays, and opening it says what it is. */
async function forget(path: string): Promise<void> {
  if (!existsSync(path)) return;
  (await openSnapshotForWriting(path)).close();
  discardSnapshot(path);
}
