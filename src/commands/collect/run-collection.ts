import { setFlagsFromString } from 'node:v8';
import { runStreams } from '../../async.ts';
import { studyTasks } from '../../definitions/tasks.ts';
import { HfreuseError, messageOf } from '../../errors.ts';
import type { Hub } from '../../hub/hub.ts';
import type { Io } from '../../io.ts';
import type { Progress } from '../../progress/progress.ts';
import { derive } from '../../snapshot/derive/derive.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readLeftOut } from '../../snapshot/read/read-status.ts';
import { type Provenance, readMeta, writeMeta, writeProvenance } from '../../snapshot/tables/meta.ts';
import { readStreams, recountStreams, type Stream } from '../../snapshot/tables/streams.ts';
import { boundMemory } from '../../snapshot/tables/write-pages.ts';
import { storeSamples } from '../stored-samples.ts';
import { conclude, named } from './conclude.ts';
import { endsRun, listStream } from './list-stream.ts';
import type { CollectOptions } from './options.ts';
import { outstandingNames, resolveNames } from './resolve-names.ts';
import { updateSince, updateStream } from './update-stream.ts';
import type { OnPage } from './write-steps.ts';

/** Everything that a run of `collect` works with. */
export interface Collection {
  io: Io;
  options: CollectOptions;
  hub: Hub;
  snapshot: Snapshot;
  provenance: Provenance;
  progress: Progress;
}

/**
 * Lists what is outstanding, derives, looks names up, derives again, counts.
 * @returns the exit code
 */
export async function runCollection(run: Collection): Promise<number> {
  const { io, options, hub, snapshot, progress } = run;
  await keepMemoryLow(snapshot);
  // Before the first page: until then the snapshot is not finished, wherever this run ends.
  await writeMeta(snapshot, 'resolve', String(options.resolve));
  const before = await readStreams(snapshot);
  const read = options.update === true ? before : before.filter(({ state }) => state !== 'done');
  const notUpdated = options.update === true ? await updateAll(run, before) : await listAll(run, read);
  if (io.signal.aborted) return interrupted(run);
  const streams = await readStreams(snapshot);
  const failed = streams.filter(({ state }) => state === 'failed');
  if (streams.every(({ pages }) => pages === 0)) throw unreachable(run.provenance, failed);
  if ((await readMeta(snapshot, 'derived')) === null) {
    await deriveNow(run);
    await recountStreams(snapshot);
  }
  const names = await outstandingNames(snapshot, options.resolve);
  const unanswered = await resolveNames(io, hub, snapshot, names, options.concurrency, (answered) =>
    progress.update({ phase: 'names', done: answered, total: names.length }),
  );
  if (names.length > 0) await deriveNow(run);
  if (io.signal.aborted) return interrupted(run);
  await storeSamples(snapshot);
  await finish(run, failed.length === 0 && notUpdated.length === 0);
  const { rejected } = await readLeftOut(snapshot);
  conclude(run, { failed, read: read.length, asked: names.length, unanswered, notUpdated, rejected });
  return failed.length + notUpdated.length > 0 ? 3 : 0;
}

/** A crawl makes and forgets pages all the time; left alone the heap grows to several times of what is alive. */
async function keepMemoryLow(snapshot: Snapshot): Promise<void> {
  setFlagsFromString('--heap-growing-percent=30');
  await boundMemory(snapshot);
}

async function listAll(run: Collection, pending: readonly Stream[]): Promise<string[]> {
  await eachStream(run, pending, (stream, onPage) =>
    listStream(run.hub, run.snapshot, run.provenance, stream, onPage),
  );
  return [];
}

/** @returns what could not be brought up to date */
async function updateAll(run: Collection, streams: readonly Stream[]): Promise<string[]> {
  const since = updateSince(run.provenance, streams);
  run.provenance.updatedFrom = new Date(run.io.now()).toISOString();
  const failures: string[] = [];
  await eachStream(run, streams, async (stream, onPage) => {
    try {
      await updateStream(run.hub, run.snapshot, run.provenance, stream, since, onPage);
    } catch (error) {
      if (run.io.signal.aborted || endsRun(error)) throw error;
      failures.push(`${named(stream)}: ${messageOf(error)}`);
    }
  });
  return failures;
}

async function eachStream(
  { io, options, progress }: Collection,
  streams: readonly Stream[],
  work: (stream: Stream, onPage: OnPage) => Promise<void>,
): Promise<void> {
  let done = 0;
  let pages = 0;
  let repos = 0;
  let broken: unknown = null;
  const tell = () => progress.update({ phase: 'list', done, total: streams.length, pages, repos });
  await runStreams(streams, options.concurrency, async (stream) => {
    // What one stream cannot write, the others cannot either.
    if (io.signal.aborted || broken !== null) return;
    const onPage: OnPage = (added) => {
      pages += 1;
      repos += added;
      tell();
    };
    await work(stream, onPage).catch((error: unknown) => {
      if (io.signal.aborted) return;
      broken ??= error;
      throw error;
    });
    done += 1;
    tell();
  }).catch((error: unknown) => {
    throw broken ?? error;
  });
}

async function deriveNow({ snapshot, progress }: Collection): Promise<void> {
  progress.update({ phase: 'derive', done: 0, total: 1 });
  await derive(
    snapshot,
    studyTasks.map(({ task }) => task),
    { temporary: false },
  );
}

async function finish({ io, snapshot, provenance, options }: Collection, complete: boolean): Promise<void> {
  if (!complete || (provenance.finishedAt !== null && options.update !== true)) return;
  await writeProvenance(snapshot, { ...provenance, finishedAt: new Date(io.now()).toISOString() });
}

function interrupted({ snapshot, progress }: Collection): number {
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
