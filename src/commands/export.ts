import { study2025Tasks } from '../definitions/tasks.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { runInterruptibly } from '../snapshot/file/run-interruptibly.ts';
import { writeExport } from '../snapshot/parquet/out/write-export.ts';
import { version } from '../version.ts';
import { defaults } from './defaults.ts';
import { type RunOptions, toWorld, withAbort } from './run-options.ts';
import { readSnapshotState } from './snapshot-facts.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

/** Where an export goes. */
export interface ExportRequest {
  /** The folder that holds a folder for each table, in it one for each date; `hub-export` where it is not given. */
  to?: string;
  /** Replace the same date. */
  replace?: boolean;
}

/** What was exported. */
export interface ExportDocument {
  /** The folder of the export, of this and of other dates. */
  folder: string;
  /** YYYY-MM-DD: `<folder>/<table>/snapshot_date=<date>/part-0.parquet` is written for each table. */
  date: string;
  /** Whether the snapshot, and so the export, is complete. */
  complete: boolean;
  /** When its collection ended; null where it did not: the date is that of its beginning then. */
  finishedAt: string | null;
}

/**
 * The graphs and repos of a snapshot as Parquet: one folder a table, in it one a date.
 * @param source an open snapshot, or the file of one
 * @throws HfreuseError (exit 2) where the date is there already, (exit 1) where it cannot be written; AbortError, nothing written
 */
export async function exportSnapshot(
  source: SnapshotSource,
  request: ExportRequest = {},
  run: RunOptions = {},
): Promise<ExportDocument> {
  const { signal } = toWorld(run);
  return withAbort(signal, async () =>
    withSnapshot(
      // An open snapshot cannot write other files, so it is opened again.
      typeof source === 'string' ? source : (await source).path,
      (snapshot) =>
        runInterruptibly(snapshot, signal, () => writeDate(snapshot, request, { ...run, signal })),
      { files: true },
    ),
  );
}

async function writeDate(
  snapshot: Snapshot,
  { to = defaults.exportFolder, replace = false }: ExportRequest,
  { signal, onProgress }: RunOptions & { signal: AbortSignal },
): Promise<ExportDocument> {
  const { complete, provenance } = await readSnapshotState(snapshot);
  // An incomplete snapshot has no date of its own yet.
  const date = (provenance.finishedAt ?? provenance.startedAt).slice(0, 10);
  const tasks = study2025Tasks.map(({ task }) => task);
  const generator = `hfreuse ${version}`;
  await writeExport(snapshot, to, date, {
    ...{ study2025Tasks: tasks, generator, replace, signal },
    onTable: (done, total) => onProgress?.({ type: 'step', phase: 'write', done, total }),
  });
  return { folder: to, date, complete, finishedAt: provenance.finishedAt };
}
