import { listPeriodEnds, type Period } from '../../definitions/periods.ts';
import { chooseMeasures } from '../../definitions/protocols.ts';
import type { ReportRow } from '../../documents/report/report-row.ts';
import { sortRows } from '../../documents/report/sort-rows.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readFirstCreated } from '../../snapshot/read/read-created.ts';
import { type RowChoice, type RowRun, readReportRows, toReportRows } from '../report-rows.ts';
import { countHistory } from './count-history.ts';

/**
 * The ends of the periods that a snapshot holds a history of: from its first repo to its own date. The derived tables
 * must be there.
 * @param last the snapshot's own moment, ISO 8601
 */
export async function readPeriodEnds(snapshot: Snapshot, every: Period, last: string): Promise<string[]> {
  return listPeriodEnds(every, await readFirstCreated(snapshot), last);
}

/**
 * The rows of the report of each slice, one slice after the other. What grows with every edge is counted in one pass;
 * other measures are counted again for each slice.
 * @param ends as {@link readPeriodEnds} gives them
 * @param run its signal ends the work; it is called for each slice, and before what all of them are counted from
 */
export async function readHistory(
  snapshot: Snapshot,
  choice: RowChoice,
  { ends, sort }: { ends: readonly string[]; sort: keyof ReportRow },
  { signal, onProgress }: RowRun,
): Promise<ReportRow[]> {
  const report = (done: number): void =>
    onProgress?.({ type: 'step', phase: 'slices', done, total: ends.length });
  report(0);
  const measures = chooseMeasures(choice);
  const counted = await countHistory(snapshot, choice, measures, ends);
  const rows: ReportRow[] = [];
  for (const [place, before] of ends.entries()) {
    signal?.throwIfAborted();
    if (place > 0) report(place);
    const slice = counted?.[place];
    const found =
      slice === undefined
        ? await readReportRows(snapshot, { ...choice, createdBefore: before }, { signal })
        : await toReportRows(slice, choice, { signal });
    for (const row of sortRows(found, sort)) rows.push({ before, ...row });
  }
  return rows;
}
