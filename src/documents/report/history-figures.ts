import { groupBy } from '../../group-by.ts';
import type { Figure } from '../figure.ts';
import { nameRows, questionHeading } from './name-rows.ts';
import type { ReportRow } from './report-row.ts';

/** As many tasks have a line: those with the greatest totals at the end. */
const mostLines = 6;

/** What a figure of a history states about itself. */
export interface History<Row> {
  /** YYYY-MM-DD, or a moment that begins so; null where a row is of no date. */
  dateOf: (row: Row) => string | null;
  /** What the dates are called. */
  heading: string;
  description: string;
}

/** Only what survived is in the history of one snapshot. */
export const survivors: History<ReportRow> = {
  dateOf: ({ before }) => before ?? null,
  heading: 'before',
  description:
    'Each point is the mean over the repos created before its date that still exist, with the tags they have now.',
};

/** The means of a history: a figure a measure and modality, a line a task. */
export function historyFigures<Row extends ReportRow>(
  rows: readonly Row[],
  { dateOf, heading, description }: History<Row>,
): Figure[] {
  const dated = rows.flatMap((row) => {
    const date = dateOf(row);
    return date === null ? [] : [{ row, date: date.slice(0, 10) }];
  });
  const nameOf = ({ row }: { row: Row }): string => `${row.question} ${row.measure} ${row.modality}`;
  return [...groupBy(dated, nameOf)].map(([name, members]): Figure => {
    const [question = '', measure = '', modality = ''] = name.split(' ');
    const last = members.reduce((latest, { date }) => (date > latest ? date : latest), '');
    const shown = members
      .filter(({ date }) => date === last)
      .map(({ row }) => row)
      .sort((a, b) => b.total - a.total || (a.task < b.task ? -1 : 1))
      .slice(0, mostLines)
      .map(({ task }) => task);
    return {
      kind: 'lines',
      id: `${question}-${measure}-${modality}-history`.toLowerCase(),
      heading: questionHeading(question),
      title: `${nameRows(question, measure, modality)}: the means over time`,
      description: `${description} Only the tasks with the largest totals at the end are drawn.`,
      unit: 'mean',
      columns: [
        { key: 'task', heading: 'task', kind: 'text' },
        { key: 'date', heading, kind: 'text' },
        { key: 'value', heading: 'mean', kind: 'number' },
      ],
      rows: shown.flatMap((task) =>
        members.flatMap(({ row, date }) =>
          row.task === task && row.mean !== null ? [{ task, date, value: row.mean }] : [],
        ),
      ),
    };
  });
}
