import type { ReportDocument } from '../study/report-row.ts';
import type { Column } from './column.ts';
import { comparisonColumns, comparisonSections } from './comparison-columns.ts';
import type { Decimals } from './format-number.ts';
import { gridColumns, gridSections } from './grid-columns.ts';

/** A table beside the ordinary ones, for readers, with what is to be said beneath it. */
export interface Section {
  title: string;
  columns: readonly Column[];
  rows: readonly object[];
  notes: readonly string[];
}

/** The tables that were asked for beside the ordinary ones. */
export const toSections = (
  { comparison, grid }: ReportDocument,
  { decimals }: { decimals?: Decimals },
): Section[] => [
  ...(comparison === undefined ? [] : comparisonSections(comparison)),
  ...(grid === undefined ? [] : gridSections(grid, decimals)),
];

/** The table that stands in CSV and TSV instead of the ordinary rows, for they hold one; null where none was asked for. */
export function instead({
  comparison,
  grid,
}: ReportDocument): { columns: readonly Column[]; rows: readonly object[] } | null {
  if (comparison !== undefined) return { columns: comparisonColumns, rows: comparison.rows };
  return grid === undefined ? null : { columns: gridColumns, rows: grid.rows };
}
