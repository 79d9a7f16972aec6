import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { HfreuseError, usageError } from '../errors.ts';
import { openSnapshot } from '../snapshot/file/open-snapshot.ts';
import { toEndpoint } from './collect/plan.ts';
import { downloadDump, downloadFolder } from './import/download-dump.ts';
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
  /** What was read of each kind that was there. */
  read: KindRead[];
}

/**
 * A Parquet dump of the Hub as a snapshot, instead of a crawl.
 * @throws HfreuseError (exit 2) for a request that cannot be, (exit 1) for files that cannot be read, or a Hub that
 * does not give them; AbortError, the snapshot being as it was, and what was downloaded kept
 */
export async function importDump(given: ImportRequest, run: RunOptions = {}): Promise<ImportDocument> {
  const world = toWorld(run);
  checkUsage(given, world.now());
  await checkTarget(given);
  const { snapshot, from, date = null } = given;
  const request = {
    ...given,
    retries: given.retries ?? importDefaults.retries,
    timeoutMs: given.timeoutMs ?? importDefaults.timeoutMs,
  };
  return withAbort(world.signal, async () => {
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
    ? new HfreuseError(error.message, { hint: 'with --restart it is fetched anew', cause: error })
    : error;

function checkUsage({ models, datasets, from, endpoint, date }: ImportRequest, now: number): void {
  if (from === undefined && models === undefined && datasets === undefined) {
    throw usageError('import needs a dump: --models and --datasets <file>, or --from <dataset repo>');
  }
  if (from === undefined && endpoint !== undefined) {
    throw usageError('--endpoint goes with --from: files of this machine come from no Hub');
  }
  if (date !== undefined && date > now) {
    throw usageError(
      `--date ${new Date(date).toISOString().slice(0, 10)} has not come yet: name the day that the dump is of`,
    );
  }
}

async function checkTarget({ snapshot, restart }: ImportRequest): Promise<void> {
  if (!existsSync(snapshot) || statSync(snapshot).size === 0) return;
  if (restart !== true) {
    throw usageError(
      `${snapshot} exists already`,
      'name another file with --snapshot, or replace it with --restart',
    );
  }
  // Only a snapshot is replaced: any other file of that name stays, and opening it says what it is.
  (await openSnapshot(snapshot)).close();
}

const localFiles = ({ models = [], datasets = [] }: ImportRequest): DumpFiles => ({
  models,
  datasets,
  of: null,
  endpoint: null,
});
