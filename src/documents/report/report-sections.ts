import { groupBy } from '../../group-by.ts';
import { type Column, filledColumns, presentColumns } from '../column.ts';
import { coverageTable } from '../coverage.ts';
import { fewMark, fewNotes, hasFew, putFewLast } from '../few-members.ts';
import type { Section } from '../page.ts';
import { chooseColumns } from './choose-columns.ts';
import { coverageFigureId } from './coverage-figure.ts';
import type { ReportDocument, ReportRow } from './report-row.ts';
import { sortByMeasure } from './sort-rows.ts';
import { spreadBars, spreadColumn } from './spread-bars.ts';

/**
 * Every figure of a report that a table for readers may have. What does not fit is left out from the right, so that what
 * was asked for and what answers a question come first.
 */
const shownColumns: readonly Column[] = [
  ...chooseColumns([
    ...['modality', 'task', 'before', 'mean', 'meanCi', 'sdCi', 'giniCi', 'tail', 'ciWarning', 'sd'],
    ...['nNonzero', 'nAll'],
  ]),
  spreadColumn,
  ...chooseColumns([
    ...['distinct', 'effectiveDistinct', 'distinctRarefied', 'giniNonzero', 'gini', 'max', 'top1PctShare'],
  ]),
];

/** The names of a row, where its table is not of one measure alone. */
const nameColumns: readonly Column[] = chooseColumns(['question', 'measure']);

/** A table per measure, both modalities in it; one in all where the rows are by modality. */
export function rowSections(document: ReportDocument, chosen: readonly Column[] | null): Section[] {
  const shown = document.request.every === null ? document.rows : byTask(document.rows);
  if (document.request.by === 'modality') return [toModalitySection(shown, chosen)];
  return [...groupBy(shown, ({ question, measure }) => `${question} ${measure}`)].map(([name, rows]) =>
    toMeasureSection(name, rows, chosen),
  );
}

/** A history of each task: its slices follow one another, in their order. */
const byTask = (rows: readonly ReportRow[]): ReportRow[] =>
  sortByMeasure([...rows].sort((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : 0)));

function toModalitySection(rows: readonly ReportRow[], chosen: readonly Column[] | null): Section {
  const columns = chosen ?? [...nameColumns, ...shownColumns.filter(({ key }) => key !== 'task')];
  const marked = rows.map(mark);
  const readable = marked.map(({ row }) => row);
  return {
    title: 'By modality, over its distinct members; µ and σ as the measure has them',
    columns:
      chosen === null ? withHeadings(filledColumns(columns, readable), rows) : presentColumns(columns, rows),
    rows: readable,
    rules: changesOf(rows, ({ measure }) => measure),
    notes: fewNotes(
      marked.some(({ isFew }) => isFew),
      'n',
    ),
  };
}

function toMeasureSection(
  name: string,
  all: readonly ReportRow[],
  chosen: readonly Column[] | null,
): Section {
  const rows = [...groupBy(all, ({ modality }) => modality).values()].flatMap((own) =>
    // In a history rows of few members come first.
    putFewLast(own, ({ n, before }) => hasFew(n) && before === undefined),
  );
  const modalities = new Set(rows.map(({ modality }) => modality));
  const marked = rows.map(mark);
  const readable = marked.map(({ row }) => row);
  const columns = shownColumns.filter(({ key }) => key !== 'modality' || modalities.size > 1);
  const over = rows[0]?.population === 'nonzero' ? 'n>0' : 'n all';
  return {
    title: `${name}${modalities.size === 1 ? `, ${[...modalities][0]}` : ''} (µ and σ over ${over})`,
    columns:
      chosen === null ? withHeadings(filledColumns(columns, readable), rows) : presentColumns(chosen, rows),
    rows: readable,
    rules: changesOf(rows, ({ modality }) => modality),
    notes: fewNotes(
      marked.some(({ isFew }) => isFew),
      over,
    ),
  };
}

/** A row as a table for readers has it: marked where its members are few, with how its values spread. */
const mark = (row: ReportRow): { row: ReportRow & { spread: string | null }; isFew: boolean } => {
  const isFew = hasFew(row.n);
  const task = isFew ? `${row.task}${fewMark}` : row.task;
  return { row: { ...row, task, spread: spreadBars(row) }, isFew };
};

/** Where a group of rows begins that follows another. */
const changesOf = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): number[] =>
  rows.flatMap((row, index) => {
    const before = rows[index - 1];
    return before === undefined || keyOf(before) === keyOf(row) ? [] : index;
  });

/** The size that is rarefied to is a part of what the figure is. */
function withHeadings(columns: readonly Column[], rows: readonly ReportRow[]): Column[] {
  const size = rows.find(({ rarefiedTo }) => rarefiedTo !== null)?.rarefiedTo;
  return columns.map((column) =>
    column.key === 'distinctRarefied' ? { ...column, heading: `distinct of ${size}` } : column,
  );
}

/** The share stands beside what it is of: a narrow terminal has room for it there. */
const isHead = ({ key }: Column): boolean => ['question', 'declared', 'inRows'].includes(key);
const head = coverageTable.columns.filter(isHead);
const places = coverageTable.columns.filter((column) => !isHead(column));

/** How much of what is declared the rows hold. */
export const coverageSection = ({ coverage }: ReportDocument): Section => ({
  title: 'Coverage: where what models declare leads, in pairs of a model and a name',
  figure: coverageFigureId,
  columns: [...head, { key: 'share', heading: 'share', kind: 'share' }, ...places],
  rows: coverage.map((entry) => ({
    ...entry,
    share: entry.declared === 0 ? null : entry.inRows / entry.declared,
  })),
  notes: [],
});
