import type { Column } from './column.ts';
import { reportColumns } from './columns.ts';

const headline = [
  ...['question', 'measure', 'modality', 'task', 'population', 'n', 'mean', 'sd', 'median', 'p90', 'max'],
  ...['gini', 'effectiveNumber', 'top10Share'],
];

/** The columns of a trend: the date, then the headline figures of a report. */
export const trendColumns: readonly Column[] = [
  { key: 'snapshotDate', heading: 'date', kind: 'text' },
  ...reportColumns.filter(({ key }) => headline.includes(key)),
];
