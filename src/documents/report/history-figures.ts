import type { Figure } from '../figure.ts';
import { groupRows } from './group-rows.ts';
import type { ReportRow } from './report-row.ts';

/** As many tasks have a line: those with the greatest totals at the end. */
const mostLines = 6;

/** The means of a history: a figure a measure and modality, a line a task. */
export function historyFigures(rows: readonly ReportRow[]): Figure[] {
  const slices = rows.filter(({ before }) => before !== undefined);
  const groups = groupRows(slices, ({ question, measure, modality }) => `${question} ${measure} ${modality}`);
  return [...groups].map(([name, members]): Figure => {
    const [question = '', measure = '', modality = ''] = name.split(' ');
    const last = members.reduce((latest, { before = '' }) => (before > latest ? before : latest), '');
    const shown = members
      .filter(({ before }) => before === last)
      .sort((a, b) => b.total - a.total || (a.task < b.task ? -1 : 1))
      .slice(0, mostLines)
      .map(({ task }) => task);
    return {
      kind: 'lines',
      id: `${question}-${measure}-${modality}-history`.toLowerCase(),
      title: `${question} ${measure}, ${modality}: the means over time`,
      description:
        'Each point is the mean over the repos created before its date that still exist, with the tags they have now. Only the tasks with the largest totals at the end are drawn.',
      unit: 'mean',
      columns: [
        { key: 'task', heading: 'task', kind: 'text' },
        { key: 'date', heading: 'before', kind: 'text' },
        { key: 'value', heading: 'mean', kind: 'number' },
      ],
      rows: shown.flatMap((task) =>
        members.flatMap(({ task: of, before = '', mean }) =>
          of === task && mean !== null ? [{ task, date: before.slice(0, 10), value: mean }] : [],
        ),
      ),
    };
  });
}
