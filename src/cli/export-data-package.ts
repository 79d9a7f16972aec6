import type { DataPackageRequest } from '../commands/export/data-package.ts';
import type { Io } from '../io.ts';
import type { GraphOptions } from './export-graph.ts';
import { toSay, untilInterrupted, withStatusLine } from './to-run.ts';
import { refuseFolder, writeFolder } from './write-folder.ts';

/** The options of `export` that are about tables, as they are parsed. */
export interface DataPackageOptions extends Omit<GraphOptions, 'graph' | 'minUses'> {
  protocol?: DataPackageRequest['protocol'];
  n?: number;
}

/**
 * Writes every table of the snapshot as CSV, with a description of them all, in a folder that is whole or not there.
 * @returns the exit code: 0 done, 3 from an incomplete snapshot, 130 interrupted, nothing written
 */
export async function writeDataPackage(io: Io, options: DataPackageOptions): Promise<number> {
  const { snapshot, to = 'hub-tables', replace = false, protocol, task, n } = options;
  const { descriptorName, renderDataPackage } = await import('../render/render-data-package.ts');
  const isOurs = (name: string): boolean => name === descriptorName || name.endsWith('.csv');
  refuseFolder(to, { replace, mark: descriptorName, isOurs });
  const { exportDataPackage } = await import('../commands/export/data-package.ts');
  const say = toSay(io, options);
  const modalities = options.modality as DataPackageRequest['modalities'];
  return untilInterrupted(say, async () => {
    const request = { protocol, modalities, tasks: task, n };
    const document = await withStatusLine(io, options, (run) => exportDataPackage(snapshot, request, run));
    writeFolder(to, renderDataPackage(document), { replace, mark: descriptorName, isOurs });
    const { complete } = document.snapshot;
    if (!complete) say('warning: the snapshot is incomplete, and so are the tables');
    say(`${to} is written: ${document.tables.length} tables, described in ${descriptorName}`);
    return complete ? 0 : 3;
  });
}
