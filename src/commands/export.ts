import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { ensureDerived } from '../snapshot/derive.ts';
import { writeExport } from '../snapshot/export/write-export.ts';
import { openSnapshot } from '../snapshot/open-snapshot.ts';
import { studyTasks } from '../study/tasks.ts';
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
 * @returns the exit code: 0 done, 3 from an incomplete snapshot
 */
export async function exportSnapshot(io: Io, options: ExportCommandOptions): Promise<number> {
  const snapshot = await openSnapshot(options.snapshot);
  try {
    const tasks = studyTasks.map(({ task }) => task);
    await ensureDerived(snapshot, tasks);
    const { complete, provenance } = await readSnapshotState(snapshot);
    // An incomplete snapshot has no date of its own yet.
    const date = (provenance.finishedAt ?? provenance.startedAt).slice(0, 10);
    const folder = join(options.to, `snapshot_date=${date}`);
    if (existsSync(folder) && options.replace !== true) {
      throw usageError(`${folder} exists already`, 'write elsewhere with --to, or replace it with --replace');
    }
    await writeExport(snapshot, folder, { studyTasks: tasks, generator: `hfreuse ${version}` });
    if (options.quiet !== true) {
      if (!complete) io.stderr.write('warning: the snapshot is incomplete, and so is the export\n');
      io.stderr.write(`${folder} is written; hfreuse report --trend ${options.to}\n`);
    }
    return complete ? 0 : 3;
  } finally {
    snapshot.close();
  }
}
