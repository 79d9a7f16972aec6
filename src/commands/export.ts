import { join } from 'node:path';
import { studyTasks } from '../definitions/tasks.ts';
import type { Io } from '../io.ts';
import { ensureDerived } from '../snapshot/derive/derive.ts';
import { interruptible } from '../snapshot/file/interruptible.ts';
import { openSnapshot, type Snapshot } from '../snapshot/file/open-snapshot.ts';
import { refuseExisting, writeExport } from '../snapshot/parquet/out/write-export.ts';
import { version } from '../version.ts';
import { readSnapshotState } from './snapshot-facts.ts';

/** The options of `export`; undefined where one was not given. */
export interface ExportCommandOptions {
  snapshot: string;
  format: 'parquet';
  to: string;
  replace?: boolean;
  quiet?: boolean;
}

/**
 * `hfreuse export`: the graphs and repos of a snapshot as Parquet, one folder a date.
 * @returns the exit code: 0 done, 3 from an incomplete snapshot, 130 interrupted, nothing written
 */
export async function exportSnapshot(io: Io, options: ExportCommandOptions): Promise<number> {
  const snapshot = await openSnapshot(options.snapshot);
  try {
    return await interruptible(snapshot, io.signal, () => writeDate(io, snapshot, options));
  } catch (error) {
    if (!io.signal.aborted) throw error;
    if (options.quiet !== true) io.stderr.write('interrupted; nothing was written\n');
    return 130;
  } finally {
    snapshot.close();
  }
}

async function writeDate(io: Io, snapshot: Snapshot, options: ExportCommandOptions): Promise<number> {
  const tasks = studyTasks.map(({ task }) => task);
  const replace = options.replace === true;
  await ensureDerived(snapshot, tasks);
  const { complete, provenance } = await readSnapshotState(snapshot);
  // An incomplete snapshot has no date of its own yet.
  const date = (provenance.finishedAt ?? provenance.startedAt).slice(0, 10);
  const folder = join(options.to, `snapshot_date=${date}`);
  if (!replace) refuseExisting(folder);
  const generator = `hfreuse ${version}`;
  await writeExport(snapshot, folder, { studyTasks: tasks, generator, replace, signal: io.signal });
  if (options.quiet !== true) {
    const dated = provenance.finishedAt === null ? '; its date is that of its beginning' : '';
    if (!complete) io.stderr.write(`warning: the snapshot is incomplete, and so is the export${dated}\n`);
    io.stderr.write(`${folder} is written; hfreuse report --trend ${options.to}\n`);
  }
  return complete ? 0 : 3;
}
