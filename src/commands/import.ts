import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { countOf } from '../documents/warnings.ts';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import { openSnapshot } from '../snapshot/file/open-snapshot.ts';
import { toEndpoint } from './collect/plan.ts';
import { downloadDump, downloadFolder } from './import/download-dump.ts';
import type { ImportOptions } from './import/options.ts';
import { type DumpFiles, type KindRead, latestOf, writeImport } from './import/write-import.ts';

/**
 * `hfreuse import`: a Parquet dump of the Hub as a snapshot, instead of a crawl.
 * @returns the exit code: 0 done, 130 interrupted
 * @throws HfreuseError for wrong usage, files that cannot be read, or a Hub that does not give them
 */
export async function importDump(io: Io, options: ImportOptions): Promise<number> {
  await checkUsage(options, io.now());
  const progress = createProgress(io, { quiet: options.quiet === true });
  try {
    const { from } = options;
    const files =
      from === undefined
        ? localFiles(options)
        : await downloadDump(io, { ...options, from }, toEndpoint(options, io), progress);
    const read = await writeImport(io, options.snapshot, files, options.date ?? null, progress);
    if (from !== undefined) await rm(downloadFolder(options.snapshot), { recursive: true, force: true });
    conclude(options, read, io.now(), progress);
    return 0;
  } catch (error) {
    if (!io.signal.aborted) throw error;
    progress.stop();
    const kept = options.from === undefined ? '' : ', what was downloaded is kept';
    progress.log(`interrupted; ${options.snapshot} is as it was${kept}; run the same command again`);
    return 130;
  } finally {
    progress.stop();
  }
}

async function checkUsage(
  { snapshot, models, datasets, from, endpoint, restart, date }: ImportOptions,
  now: number,
): Promise<void> {
  if (from === undefined && models === undefined && datasets === undefined) {
    throw usageError('import needs a dump: --models and --datasets <file>, or --from <dataset repo>');
  }
  if (from === undefined && endpoint !== undefined) {
    throw usageError('--endpoint goes with --from: files of this machine come from no Hub');
  }
  if (date !== undefined && date > now) {
    throw usageError(`--date ${toDay(date)} has not come yet: name the day that the dump is of`);
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

const localFiles = ({ models = [], datasets = [] }: ImportOptions): DumpFiles => ({
  models,
  datasets,
  of: null,
  endpoint: null,
});

function conclude(
  { snapshot: path, date }: ImportOptions,
  read: readonly KindRead[],
  now: number,
  progress: Progress,
): void {
  progress.stop();
  for (const { kind, rows, rejected, private: hidden, absent, unread } of read) {
    const aside = [
      ...(rejected > 0 ? [`${countOf(rejected, 'row', 'rows')} without _id or id kept aside`] : []),
      ...(hidden > 0 ? [`${countOf(hidden, 'private repo', 'private repos')} left out`] : []),
      ...(absent.length > 0 ? [`no column ${absent.join(', ')}`] : []),
    ];
    progress.log([`${kind}: ${countOf(rows, 'row', 'rows')}`, ...aside].join('; '));
    for (const one of unread) progress.log(`${kind}: ${unreadSentence(one)}`);
  }
  for (const kind of ['models', 'datasets'] as const) {
    if (!read.some((entry) => entry.kind === kind)) progress.log(`${kind}: none were read`);
  }
  const dating = datingSentence(latestOf(read), date, now);
  if (dating !== null) progress.log(dating);
  progress.log(`done, from a dump, not a crawl; now: hfreuse report --snapshot ${path}`);
}

const unreadSentence = ({ column, present, unread, example }: KindRead['unread'][number]): string =>
  `${unread} of ${countOf(present, 'value', 'values')} of ${column} cannot be read and count as absent, such as ${JSON.stringify(example)}`;

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What the dump itself says of its day: without --date all dumps would be of the day of their import. */
function datingSentence(latest: string | null, date: number | undefined, now: number): string | null {
  const newest = latest === null ? null : Date.parse(latest);
  if (date !== undefined) {
    const isNewer = newest !== null && toDay(newest) > toDay(date);
    return isNewer ? `dated ${toDay(date)}, but the dump holds a repo or change of ${latest}` : null;
  }
  const today = `dated ${toDay(now)}, the day of this import`;
  if (newest === null) return `${today}: the dump has no dates; --date <date> sets another`;
  if (toDay(newest) >= toDay(now)) return null;
  return `${today}; its newest repo or change is of ${latest}: --restart --date ${toDay(newest)} dates it so`;
}
