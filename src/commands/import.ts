import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { HfreuseError, usageError } from '../errors.ts';
import { openSnapshot } from '../snapshot/file/open-snapshot.ts';
import { toEndpoint } from './collect/plan.ts';
import { downloadDump, downloadFolder } from './import/download-dump.ts';
import { importPages } from './import/import-pages.ts';
import { type ImportRequest, importDefaults } from './import/request.ts';
import { type DumpFiles, type KindRead, latestOf, writeImport } from './import/write-import.ts';
import { type RunOptions, toWorld, withAbort } from './run-options.ts';

/** What was imported. */
export interface ImportDocument {
  /** The file of the snapshot. */
  snapshot: string;
  /** The newest creation or change in it, ISO 8601; null where it has no dates. */
  latest: string | null;
  /** When it was imported, in milliseconds since 1970. */
  importedAt: number;
  /** What was read of each kind that was there; of kept answers, nothing. */
  read: KindRead[];
  /** How many answers there were, where they were imported. */
  answers?: number;
  /** Repos that the snapshot holds, where it was made of answers. */
  models?: number;
  datasets?: number;
}

/**
 * A Parquet dump of the Hub as a snapshot, instead of a crawl; or the snapshot of a crawl whose answers were kept.
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 1) for files that cannot be read, or a Hub that
 * does not give them; AbortError, the snapshot being as it was, and what was downloaded kept
 */
export async function importDump(given: ImportRequest, run: RunOptions = {}): Promise<ImportDocument> {
  const world = toWorld(run);
  checkUsage(given, world.now());
  await checkTarget(given);
  const { snapshot, from, pages, date = null } = given;
  if (pages !== undefined) {
    const made = await withAbort(world.signal, () => importPages(world, { snapshot, pages }, run));
    return { snapshot, latest: null, importedAt: world.now(), read: [], ...made };
  }
  const request = {
    ...given,
    retries: given.retries ?? importDefaults.retries,
    timeoutMs: given.timeoutMs ?? importDefaults.timeoutMs,
  };
  return withAbort(world.signal, async () => {
    if (from !== undefined) run.onProgress?.({ type: 'step', phase: 'download', done: 0, total: 0 });
    const files =
      from === undefined
        ? localFiles(request)
        : await downloadDump(world, { ...request, from }, toEndpoint(request, world), run);
    // A download takes its time, in which others may write.
    await checkTarget(given);
    const read = await writeImport(world, snapshot, files, date, (event) => run.onProgress?.(event)).catch(
      (error: unknown) => {
        throw files.isUnchecked === true ? suggestRestart(error) : error;
      },
    );
    if (from !== undefined) await rm(downloadFolder(snapshot), { recursive: true, force: true });
    return { snapshot, latest: latestOf(read), importedAt: world.now(), read };
  });
}

/** The Hub names no SHA-256 of what was downloaded, so that the download itself may be what is wrong. */
const suggestRestart = (error: unknown): unknown =>
  error instanceof HfreuseError && error.exitCode === 1
    ? new HfreuseError(error.message, { hint: '--restart downloads it again', cause: error })
    : error;

function checkUsage(request: ImportRequest, now: number): void {
  const { models, datasets, from, pages, endpoint, date } = request;
  if (pages !== undefined) {
    checkPagesUsage(request);
    return;
  }
  if (from === undefined && models === undefined && datasets === undefined) {
    throw usageError(
      'import needs a dump: --models and --datasets <file>, or --from <dataset repo>; or kept answers: --pages <folder>',
    );
  }
  if (from === undefined && endpoint !== undefined) {
    throw usageError('--endpoint goes with --from: local files do not come from a Hub');
  }
  if (date !== undefined && date > now) {
    throw usageError(
      `--date ${new Date(date).toISOString().slice(0, 10)} is in the future: give the date of the dump`,
    );
  }
}

/** Kept answers state themselves which collection they are of, and of which date. */
function checkPagesUsage({ models, datasets, from, endpoint, date }: ImportRequest): void {
  const other = Object.entries({ models, datasets, from, endpoint, date }).find(
    ([, value]) => value !== undefined,
  );
  if (other !== undefined) {
    throw usageError(`--pages imports kept answers and nothing else, so --${other[0]} does not go with it`);
  }
}

async function checkTarget({ snapshot, restart }: ImportRequest): Promise<void> {
  if (!existsSync(snapshot) || statSync(snapshot).size === 0) return;
  if (restart !== true) {
    throw usageError(
      `${snapshot} already exists`,
      'name another file with --snapshot, or replace it with --restart',
    );
  }
  // Only a snapshot is replaced: any other file of that name stays, and opening it reports what it is.
  (await openSnapshot(snapshot)).close();
}

const localFiles = ({ models = [], datasets = [] }: ImportRequest): DumpFiles => ({
  models,
  datasets,
  of: null,
  endpoint: null,
});
