import { type Column, presentColumns } from '../column.ts';
import { comparisonSections } from '../comparison/comparison-sections.ts';
import { gridSections } from '../grid/grid-sections.ts';
import type { Section } from '../page.ts';
import type { ReportDocument, ReportRow } from './report-row.ts';

/** The rows of one question, measure and modality: one table. */
export interface Block<Row extends ReportRow = ReportRow> {
  title: string;
  rows: Row[];
}

/** Rows as tables, in the order in which each first appears. */
export function toBlocks<Row extends ReportRow>(rows: readonly Row[]): Block<Row>[] {
  const blocks = new Map<string, Block<Row>>();
  for (const row of rows) {
    const { question, measure, modality, population } = row;
    const key = JSON.stringify([question, measure, modality, population]);
    const over = population === 'nonzero' ? 'n>0, members with at least one' : 'n all, every member';
    const block = blocks.get(key) ?? {
      title: `${question} ${measure}, ${modality} (µ and σ over ${over})`,
      rows: [],
    };
    block.rows.push(row);
    blocks.set(key, block);
  }
  return [...blocks.values()];
}

/** The tables of a report: a table per question, measure and modality, then what was asked for beside them. */
export const reportSections = (
  { rows, comparison, grid }: ReportDocument,
  columns: readonly Column[],
): Section[] => [
  ...toBlocks(rows).map((block) => ({
    title: block.title,
    columns: presentColumns(columns, block.rows),
    rows: block.rows,
    notes: [],
  })),
  ...(comparison === undefined ? [] : comparisonSections(comparison)),
  ...(grid === undefined ? [] : gridSections(grid)),
];
