import type { Column, ColumnKind } from '../column.ts';
import type { Comparison } from '../report/report-row.ts';
import type { Section } from '../report/report-sections.ts';
import type { ComparisonRow } from './comparison.ts';

const described: Record<keyof ComparisonRow, [heading: string, kind: ColumnKind, more?: Partial<Column>]> = {
  question: ['question', 'text'],
  modality: ['modality', 'text'],
  task: ['task', 'text'],
  source: ['published in', 'text'],
  publishedMean: ['published µ', 'number'],
  publishedSd: ['published σ', 'number'],
  mark: ['mark', 'text'],
  reasons: [
    'reasons',
    'structure',
    { toText: (reasons) => reasonsText(reasons as ComparisonRow['reasons']) },
  ],
  studyN: ['ours n', 'count'],
  studyMean: ['ours µ', 'number'],
  studySd: ['ours σ', 'number'],
  meanDifference: ['Δµ', 'number'],
  sdDifference: ['Δσ', 'number'],
  currentMeasure: ['measure of current', 'text'],
  currentN: ['current n', 'count'],
  currentMean: ['current µ', 'number'],
  currentSd: ['current σ', 'number'],
  protocolDifference: ['current − ours', 'number'],
};

/** The columns of a comparison: the one list that every format derives from. */
export const comparisonColumns: readonly Column[] = Object.entries(described).map(
  ([key, [heading, kind, more]]) => ({ key, heading, kind, ...more }),
);

const reasonsText = (reasons: ComparisonRow['reasons']): string | null =>
  reasons.length === 0 ? null : reasons.map(({ test, says }) => `${test}: ${says}`).join('; ');

/** Said once by a title, or beneath the table. */
const elsewhere: readonly string[] = ['question', 'modality', 'reasons', 'currentMeasure'];

/** A comparison for readers: a table per measure of `current` and modality, the reasons of its marks beneath. */
export function comparisonSections({ rows, publishedOn }: Comparison): Section[] {
  const groups = new Map<string, ComparisonRow[]>();
  for (const row of rows) {
    const key = `${row.question} ${row.modality}: published (${publishedOn}), ours by study-2025 (Δ: less published), current ${row.currentMeasure}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([title, members]) => ({
    title,
    columns: comparisonColumns.filter(({ key }) => !elsewhere.includes(key)),
    rows: members,
    notes: members
      .filter(({ mark }) => mark !== null)
      .map(({ task, source, mark, reasons }) => `${mark}: ${task} (${source}): ${reasonsText(reasons)}`),
  }));
}
