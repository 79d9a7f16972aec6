import type { Protocol } from '../../definitions/protocols.ts';
import type { Modality } from '../../definitions/tasks.ts';
import { defaultLimits, topKinds } from '../../definitions/top-choices.ts';
import { buildDataPackage } from '../../documents/data-package/build-data-package.ts';
import type { DataPackageDocument } from '../../documents/data-package/data-package.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { flows } from '../flows.ts';
import { lineage, lineageAges } from '../lineage.ts';
import { report } from '../report.ts';
import { type RunOptions, withAbort } from '../run-options.ts';
import { top } from '../top.ts';
import { type SnapshotSource, withSnapshot } from '../with-snapshot.ts';

/** What `exportDataPackage` is asked for; nothing of it need be given. */
export interface DataPackageRequest {
  /** The definitions of the rows; `current` where it is not given. */
  protocol?: Protocol;
  /** Of rows, tops and flows; each has its own default where it is not given: nlp and cv for the rows. */
  modalities?: readonly (Modality | 'all')[];
  /** Of rows and tops. */
  tasks?: readonly string[];
  /** The most rows of a top; 100 where it is not given. */
  n?: number;
}

/**
 * Every table that a snapshot gives: rows, summary, coverage, the most reused by name, lineages, flows, and the codebook
 * of their columns. `renderDataPackage` writes them as CSV with a Frictionless description.
 * @param source an open snapshot, or the file of one
 * @throws HfreuseError (exit 2) for unknown words, (exit 1) for a file that is not a snapshot, or is empty; AbortError
 */
export const exportDataPackage = (
  source: SnapshotSource,
  request: DataPackageRequest = {},
  run: RunOptions = {},
): Promise<DataPackageDocument> =>
  withAbort(run.signal, () =>
    withSnapshot(source, (snapshot) => readDataPackage(snapshot, request, run), { signal: run.signal }),
  );

async function readDataPackage(
  snapshot: Snapshot,
  { protocol, modalities, tasks, n = defaultLimits.tables }: DataPackageRequest,
  run: RunOptions,
): Promise<DataPackageDocument> {
  const rows = await report(snapshot, { protocol, modalities, tasks }, run);
  const tops = [];
  for (const kind of topKinds) tops.push(await top(snapshot, { kind, modalities, tasks, n }, run));
  const flowsOf = [];
  for (const kind of ['datasets', 'models'] as const) {
    flowsOf.push(await flows(snapshot, { kind, modalities }, run));
  }
  return buildDataPackage({
    report: rows,
    top: tops,
    lineage: await lineage(snapshot, run),
    ages: await lineageAges(snapshot, run),
    flows: flowsOf,
  });
}
