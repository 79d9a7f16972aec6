import type { Column } from '../column.ts';
import { reportColumns } from '../report/report-columns.ts';

const headline = [
  ...['question', 'measure', 'modality', 'task', 'population', 'n', 'mean', 'sd', 'median', 'p90', 'max'],
  ...['nAll', 'zeroShare', 'total', 'gini', 'effectiveNumber', 'top10Share', 'distinct', 'effectiveDistinct'],
];

/** The columns of a trend: the date, then the headline figures of a report. */
export const trendColumns: readonly Column[] = [
  { key: 'snapshotDate', heading: 'date', kind: 'text' },
  ...reportColumns.filter(({ key }) => headline.includes(key)),
];

const shown = [
  'task',
  'snapshotDate',
  'n',
  'mean',
  'sd',
  'median',
  'gini',
  'effectiveNumber',
  'top10Share',
  'distinct',
];

/** What stands in a table for readers, task by task, the oldest date first. */
export const trendTableColumns: readonly Column[] = shown.flatMap(
  (name) => trendColumns.find(({ key }) => key === name) ?? [],
);
