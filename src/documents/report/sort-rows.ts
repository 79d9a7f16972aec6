import { measuresOf, protocols } from '../../definitions/protocols.ts';
import { type Modality, modalities } from '../../definitions/tasks.ts';
import type { ReportRow } from './report-row.ts';

const measureOrder = protocols.flatMap((protocol) => measuresOf[protocol].map(({ measure }) => measure));

/**
 * Rows in the order of a report: by question, measure and modality, within them descending by one figure with nulls
 * last and ties by task; by task ascending.
 * @param key a figure of the row, or `task`
 */
export function sortRows<Row extends ReportRow>(rows: readonly Row[], key: keyof ReportRow): Row[] {
  return [...rows].sort(
    (a, b) =>
      byMeasure(a, b) ||
      (key === 'task' ? 0 : compareDescending(a[key], b[key])) ||
      compareTexts(a.task, b.task),
  );
}

/** By question, measure and modality alone. */
export const sortByMeasure = <Row extends MeasurePlace>(rows: readonly Row[]): Row[] =>
  [...rows].sort(byMeasure);

type MeasurePlace = Pick<ReportRow, 'question' | 'measure' | 'modality'>;

const byMeasure = (a: MeasurePlace, b: MeasurePlace): number =>
  compareTexts(a.question, b.question) ||
  measureOrder.indexOf(a.measure) - measureOrder.indexOf(b.measure) ||
  placeOfModality(a.modality) - placeOfModality(b.modality);

const placeOfModality = (modality: string): number => modalities.indexOf(modality as Modality);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareDescending(a: ReportRow[keyof ReportRow], b: ReportRow[keyof ReportRow]): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  return compareTexts(String(b), String(a));
}
