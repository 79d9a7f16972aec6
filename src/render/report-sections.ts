import type { ReportDocument } from '../study/report-row.ts';
import type { Column } from './column.ts';
import { comparisonColumns, comparisonSections } from './comparison-columns.ts';

/** A table beside the ordinary ones, for readers, with what is to be said beneath it. */
export interface Section {
  title: string;
  columns: readonly Column[];
  rows: readonly object[];
  notes: readonly string[];
}

/** The tables that were asked for beside the ordinary ones. */
export const toSections = ({ comparison }: ReportDocument): Section[] =>
  comparison === undefined ? [] : comparisonSections(comparison);

/** The table that stands in CSV and TSV instead of the ordinary rows, for they hold one; null where none was asked for. */
export const instead = ({
  comparison,
}: ReportDocument): { columns: readonly Column[]; rows: readonly object[] } | null =>
  comparison === undefined ? null : { columns: comparisonColumns, rows: comparison.rows };
