import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { usageError } from '../errors.ts';
import { openSnapshot } from '../snapshot/file/open-snapshot.ts';
import { toEndpoint } from './collect/plan.ts';
import { downloadDump, downloadFolder } from './import/download-dump.ts';
import { type ImportRequest, importDefaults } from './import/request.ts';
import { type DumpFiles, type KindRead, latestOf, writeImport } from './import/write-import.ts';
import { abortable, type RunOptions, toWorld } from './run-options.ts';

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
  await checkUsage(given, world.now());
  const { snapshot, from, date = null } = given;
  const request = {
    ...given,
    retries: given.retries ?? importDefaults.retries,
    timeoutMs: given.timeoutMs ?? importDefaults.timeoutMs,
  };
  return abortable(world.signal, async () => {
    const files =
      from === undefined
        ? localFiles(request)
        : await downloadDump(world, { ...request, from }, toEndpoint(request, world), run);
    const read = await writeImport(world, snapshot, files, date, (event) => run.onProgress?.(event));
    if (from !== undefined) await rm(downloadFolder(snapshot), { recursive: true, force: true });
    return { snapshot, latest: latestOf(read), importedAt: world.now(), read };
  });
}

async function checkUsage(
  { snapshot, models, datasets, from, endpoint, restart, date }: ImportRequest,
  now: number,
): Promise<void> {
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
