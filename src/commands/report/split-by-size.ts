import { countOf } from '../../count-words.ts';
import type { ReportRow } from '../../documents/report/report-row.ts';

/** Rows of enough members, and the others. */
export function splitBySize(
  rows: readonly ReportRow[],
  minN: number,
): { large: ReportRow[]; small: ReportRow[] } {
  return { large: rows.filter(({ n }) => n >= minN), small: rows.filter(({ n }) => n < minN) };
}

/** One sentence that names the rows left out; none where there is none. */
export function nameLeftOut(small: readonly ReportRow[], minN: number): string[] {
  if (small.length === 0) return [];
  const named = small.map(({ measure, modality, task, n }) => `${measure} of ${modality} ${task} (${n})`);
  return [
    `Left out: ${countOf(small.length, 'row', 'rows')} of fewer than ${minN} members: ${named.join(', ')}.`,
  ];
}
