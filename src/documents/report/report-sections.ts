import type { Decimals } from '../../render/format-number.ts';
import type { Column } from '../column.ts';
import { comparisonColumns, comparisonSections } from '../comparison/comparison-columns.ts';
import { gridColumns, gridSections } from '../grid/grid-columns.ts';
import type { ReportDocument } from './report-row.ts';

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
