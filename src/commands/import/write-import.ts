import { basename } from 'node:path';
import { modalities, tasksPackage } from '../../definitions/tasks.ts';
import type { World } from '../../io.ts';
import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { writeWholeSnapshot } from '../../snapshot/file/write-whole.ts';
import { findFiles } from '../../snapshot/parquet/in/find-files.ts';
import { type DumpRead, readDump } from '../../snapshot/parquet/in/read-dump.ts';
import { writeFinishedListings } from '../../snapshot/tables/listings.ts';
import { type Provenance, writeMeta, writeProvenance } from '../../snapshot/tables/meta.ts';
import { completeSnapshot } from '../complete-snapshot.ts';
import type { ProgressEvent } from '../progress-event.ts';

/** The files of a dump on this machine, or patterns of them; a kind that has none is not read. */
export interface DumpFiles {
  models: readonly string[];
  datasets: readonly string[];
  /** How the snapshot names where they come from; null: by their names. */
  of: string | null;
  /** The Hub that they come from; null: unknown. */
  endpoint: string | null;
  /** Whether they were downloaded and some could not be checked: then a fault in them may be of the download. */
  isUnchecked?: boolean;
}

/** What was read of one kind. */
export type KindRead = DumpRead & { kind: RepoKind };

/**
 * Reads a dump into a snapshot that takes the place of an older one when it is whole.
 * @param date what the snapshot is of, in milliseconds since 1970; null: the time of the import
 * @throws HfreuseError as the reading does; what DuckDB throws when `world.signal` interrupts it
 */
export async function writeImport(
  world: World,
  path: string,
  files: DumpFiles,
  date: number | null,
  report: (event: ProgressEvent) => void,
): Promise<KindRead[]> {
  const startedAt = new Date(world.now()).toISOString();
  return writeWholeSnapshot(path, async (snapshot) => {
    const interrupt = (): void => snapshot.connection.interrupt();
    world.signal.addEventListener('abort', interrupt, { once: true });
    try {
      world.signal.throwIfAborted();
      const { read, names } = await readKinds(snapshot, files, report);
      world.signal.throwIfAborted();
      report({ type: 'step', phase: 'derive', done: 0, total: 1 });
      const times =
        date === null
          ? { startedAt, finishedAt: new Date(world.now()).toISOString() }
          : { startedAt: new Date(date).toISOString(), finishedAt: new Date(date).toISOString() };
      await writeProvenance(snapshot, provenanceOfDump(files, read, names, times));
      await writeMeta(snapshot, 'resolve', 'none');
      await writeFinishedListings(
        snapshot,
        read.map(({ kind }) => kind),
      );
      await completeSnapshot(snapshot);
      world.signal.throwIfAborted();
      return read;
    } finally {
      world.signal.removeEventListener('abort', interrupt);
    }
  });
}

async function readKinds(
  snapshot: Snapshot,
  files: DumpFiles,
  report: (event: ProgressEvent) => void,
): Promise<{ read: KindRead[]; names: string[] }> {
  const found: { kind: RepoKind; paths: string[] }[] = [];
  for (const kind of repoKinds) {
    const paths = await findFiles(snapshot, files[kind], `--${kind}`);
    if (paths.length > 0) found.push({ kind, paths });
  }
  const read: KindRead[] = [];
  for (const [listing, { kind, paths }] of found.entries()) {
    report({ type: 'step', phase: 'import', done: listing, total: found.length });
    read.push({ kind, ...(await readDump(snapshot, kind, paths, listing)) });
  }
  return { read, names: found.flatMap(({ paths }) => paths.map((path) => basename(path))) };
}

function provenanceOfDump(
  files: DumpFiles,
  read: readonly KindRead[],
  names: readonly string[],
  times: { startedAt: string; finishedAt: string },
): Provenance {
  const of = files.of ?? shortList(names);
  const unread = read.flatMap(({ kind, unread: columns }) =>
    columns.map(({ column, present, unread: count }) => ({ kind, column, present, unread: count })),
  );
  return {
    endpoint: files.endpoint ?? `dump:${of}`,
    protocol: 'current',
    scope: { all: true, modalities: [...modalities], tasks: [], limited: false },
    limit: null,
    cards: read.some(({ kind, absent }) => kind === 'models' && !absent.includes('cardData')),
    source: 'dump',
    dump: {
      of,
      latest: latestOf(read),
      kinds: read.map(({ kind }) => kind),
      ...(unread.length > 0 ? { unread } : {}),
    },
    tasksPackage,
    ...times,
  };
}

/** The newest creation or change in a dump, ISO 8601; null where it has no dates. */
export const latestOf = (read: readonly KindRead[]): string | null =>
  read
    .flatMap((kind) => kind.latest ?? [])
    .sort()
    .at(-1) ?? null;

/** Names without their folders: their folders on this machine are private. */
const shortList = (names: readonly string[]): string =>
  names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more files`;
