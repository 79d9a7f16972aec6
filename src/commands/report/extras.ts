import type { ReportDocument, ReportRow } from '../../documents/report/report-row.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import type { RowChoice } from '../report-rows.ts';

/** What a report has besides the ordinary rows, each on request. */
export type Extras = Pick<ReportDocument, 'comparison' | 'grid'>;

/**
 * Reads what was asked for beside the ordinary rows, and loads what does it.
 * @param rows the ordinary rows
 */
export async function readExtras(
  snapshot: Snapshot,
  choice: RowChoice,
  rows: readonly ReportRow[],
  asked: { compare?: boolean; grid?: boolean },
): Promise<Extras> {
  const extras: Extras = {};
  if (asked.compare === true) {
    const { readComparison } = await import('./compare.ts');
    extras.comparison = await readComparison(snapshot, choice, rows);
  }
  if (asked.grid === true) {
    const { readReportGrid } = await import('./grid.ts');
    extras.grid = await readReportGrid(snapshot, choice);
  }
  return extras;
}
