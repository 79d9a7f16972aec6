import { existsSync } from 'node:fs';
import { HfreuseError } from '../errors.ts';
import { connectHub, type Hub } from '../hub/hub.ts';
import { runStreams } from '../hub/run-streams.ts';
import { readToken } from '../hub/token.ts';
import type { Io } from '../io.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import { derive } from '../snapshot/derive.ts';
import { type Provenance, readMeta, writeMeta, writeProvenance } from '../snapshot/meta.ts';
import { discardSnapshot, openSnapshotForWriting, type Snapshot } from '../snapshot/open-snapshot.ts';
import { readStreams, type Stream } from '../snapshot/streams.ts';
import { studyTasks } from '../study/tasks.ts';
import { listStream } from './collect/list-stream.ts';
import type { CollectOptions } from './collect/options.ts';
import { planCollection, toProvenance } from './collect/plan.ts';
import { outstandingNames, resolveNames } from './collect/resolve-names.ts';

/**
 * `hfreuse collect`: reads what the options choose into the snapshot, goes on where an earlier run stopped.
 * @returns the exit code: 0 done, 3 a stream failed for good, 130 interrupted
 * @throws HfreuseError for wrong usage, an unusable file, or a Hub of which not one page could be read
 */
export async function collect(io: Io, options: CollectOptions): Promise<number> {
  const wanted = toProvenance(options, io);
  const token = await readToken(io);
  const progress = createProgress(io, { quiet: options.quiet === true });
  const hub = await connectHub({
    io,
    endpoint: wanted.endpoint,
    token,
    retries: options.retries,
    timeoutMs: options.timeout * 1000,
    pageSize: Math.min(options.pageSize, options.limit ?? options.pageSize),
    includePrivate: options.includePrivate === true,
    insecureToken: options.insecureToken === true,
    onEvent: progress.event,
    debug: options.debug === true ? progress.log : undefined,
  });
  if (options.restart === true) discardSnapshot(options.snapshot);
  const fresh = !existsSync(options.snapshot);
  const snapshot = await openSnapshotForWriting(options.snapshot);
  try {
    const provenance = await planCollection(snapshot, wanted);
    return await run(io, options, hub, snapshot, provenance, progress);
  } finally {
    progress.stop();
    const empty = fresh && (await readStreams(snapshot)).every(({ pages }) => pages === 0);
    snapshot.close();
    if (empty) discardSnapshot(options.snapshot);
  }
}

async function run(
  io: Io,
  options: CollectOptions,
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  progress: Progress,
): Promise<number> {
  const pending = (await readStreams(snapshot)).filter(({ state }) => state !== 'done');
  await listAll(io, options, hub, snapshot, provenance, pending, progress);
  if (io.signal.aborted) return interrupted(snapshot, progress);
  const streams = await readStreams(snapshot);
  const failed = streams.filter(({ state }) => state === 'failed');
  if (streams.every(({ pages }) => pages === 0)) throw unreachable(provenance, failed);
  if ((await readMeta(snapshot, 'derived')) === null) await deriveNow(snapshot, progress);
  const names = await outstandingNames(snapshot, options.resolve);
  const unanswered = await resolveNames(io, hub, snapshot, names, options.concurrency, (answered) =>
    progress.update({ phase: 'names', done: answered, total: names.length }),
  );
  if (names.length > 0) await deriveNow(snapshot, progress);
  if (io.signal.aborted) return interrupted(snapshot, progress);
  await writeMeta(snapshot, 'resolve', String(options.resolve));
  if (failed.length === 0 && provenance.finishedAt === null) {
    await writeProvenance(snapshot, { ...provenance, finishedAt: new Date(io.now()).toISOString() });
  }
  conclude(snapshot, streams, { pending: pending.length, asked: names.length, unanswered }, progress);
  return failed.length > 0 ? 3 : 0;
}

async function listAll(
  io: Io,
  options: CollectOptions,
  hub: Hub,
  snapshot: Snapshot,
  provenance: Provenance,
  pending: readonly Stream[],
  progress: Progress,
): Promise<void> {
  let done = 0;
  let pages = 0;
  let repos = 0;
  await runStreams(pending, options.concurrency, async (stream) => {
    if (io.signal.aborted) return;
    await listStream(hub, snapshot, provenance, stream, (_, page) => {
      pages += 1;
      repos += page.repos.length;
      progress.update({ phase: 'list', done, total: pending.length, pages, repos });
    }).catch((error: unknown) => {
      if (!io.signal.aborted) throw error;
    });
    done += 1;
    progress.update({ phase: 'list', done, total: pending.length, pages, repos });
  });
}

async function deriveNow(snapshot: Snapshot, progress: Progress): Promise<void> {
  progress.update({ phase: 'derive', done: 0, total: 1 });
  await derive(
    snapshot,
    studyTasks.map(({ task }) => task),
    { temporary: false },
  );
}

function interrupted(snapshot: Snapshot, progress: Progress): number {
  progress.stop();
  progress.log(
    `interrupted; everything read so far is in ${snapshot.path}; the same command goes on from there`,
  );
  return 130;
}

function unreachable({ endpoint }: Provenance, failed: readonly Stream[]): HfreuseError {
  const reason = failed[0]?.error ?? 'no answer';
  return new HfreuseError(`not one page could be read from ${endpoint}: ${reason}`, {
    hint: 'check --endpoint and the network, then run the same command again',
  });
}

function conclude(
  snapshot: Snapshot,
  streams: readonly Stream[],
  did: { pending: number; asked: number; unanswered: number },
  progress: Progress,
): void {
  progress.stop();
  for (const { kind, task, error } of streams.filter(({ state }) => state === 'failed')) {
    progress.log(`failed: ${kind}${task === null ? '' : ` of ${task}`}: ${error ?? ''}`);
  }
  if (did.unanswered > 0) {
    progress.log(
      `${did.unanswered} names could not be looked up; run the same command again to ask once more`,
    );
  }
  const failed = streams.some(({ state }) => state === 'failed');
  if (did.pending === 0 && did.asked === 0)
    progress.log(`${snapshot.path} is finished; nothing is left to read`);
  else if (failed)
    progress.log(`incomplete: run the same command again to try the failed listings once more`);
  else progress.log(`done: hfreuse report --snapshot ${snapshot.path}`);
}
