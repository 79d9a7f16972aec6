import { groupBy } from '../../group-by.ts';
import { reasonsText } from '../audit/audit-table.ts';
import { filledColumns } from '../column.ts';
import { fewMark, fewNotes, hasFew, putFewLast } from '../few-members.ts';
import type { Section } from '../page.ts';
import type { Comparison } from '../report/report-row.ts';
import { type ComparisonRow, comparisonTable } from './comparison-table.ts';

/** Said once by a title, or beneath the table. */
const elsewhere: readonly string[] = ['question', 'modality', 'reasons', 'currentMeasure'];

/** A comparison for readers: a table per measure of `current` and modality, the reasons of its marks beneath. */
export function comparisonSections({ rows, publishedOn }: Comparison): Section[] {
  const groups = groupBy(
    rows,
    ({ question, modality, currentMeasure }) =>
      `${question} ${modality}: published (${publishedOn}), ours by study-2025 (Δ: minus published), current ${currentMeasure}`,
  );
  return [...groups].map(([title, members]) => ({
    title,
    columns: filledColumns(
      comparisonTable.columns.filter(({ key }) => !elsewhere.includes(key)),
      members,
    ),
    rows: putFewLast(members, isFew).map((row) =>
      isFew(row) ? { ...row, task: `${row.task}${fewMark}` } : row,
    ),
    notes: [
      ...members
        .filter(({ mark }) => mark !== null)
        .map(({ task, source, mark, reasons }) => `${mark}: ${task} (${source}): ${reasonsText(reasons)}`),
      ...fewNotes(members.some(isFew), 'n of ours or of current'),
    ],
  }));
}

const isFew = ({ studyN, currentN }: ComparisonRow): boolean => hasFew(studyN) || hasFew(currentN);
