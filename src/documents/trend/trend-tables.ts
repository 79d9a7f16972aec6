import { reportTable } from '../report/report-table.ts';
import type { ColumnDescriptions, DescribedColumn, Table } from '../table.ts';
import { count, flag, structure, text, toColumns } from '../table.ts';
import type { TrendSnapshot } from './trend.ts';

const date = text(
  'Day the collection finished (UTC), or began where it is incomplete, as the export has it',
  { heading: 'date', unit: 'YYYY-MM-DD' },
);

/** The figures of a report that a trend has too. */
const headline = [
  ...['question', 'measure', 'modality', 'task', 'population', 'n', 'mean', 'sd', 'median', 'p90', 'max'],
  ...['nAll', 'zeroShare', 'total', 'gini', 'effectiveNumber', 'top10Share', 'distinct', 'effectiveDistinct'],
];

const trendColumns: readonly DescribedColumn[] = [
  ...toColumns({ snapshotDate: date }),
  ...reportTable.columns.filter(({ key }) => headline.includes(key)),
];

/** `report --trend`: the date, then figures that mean what they mean in a report. */
export const trendTable: Table = {
  name: 'trend',
  command: 'report --trend',
  columns: trendColumns,
  csv: true,
};

const snapshots: ColumnDescriptions<keyof TrendSnapshot> = {
  date,
  endpoint: text('The Hub'),
  source: text('crawl, dump or simulation'),
  protocol: text('Protocol of the collection'),
  scope: structure('What it covers', 'object'),
  cards: flag('Whether the declared lists of the cards were kept'),
  dump: structure('What it was imported from', 'object', { emptyWhen: 'it does not come from a dump' }),
  tasksPackage: text('The list of tasks and modalities'),
  startedAt: text('When the collection began', { unit: 'ISO 8601' }),
  finishedAt: text('When it was complete', { unit: 'ISO 8601', emptyWhen: 'it is not complete' }),
  complete: flag('Whether every listing reached its end'),
  models: count('Models in the snapshot', 'models'),
  datasets: count('Datasets in the snapshot', 'datasets'),
};

/** `snapshots` of `report --trend`, in JSON. */
export const trendSnapshotTable: Table = {
  name: 'trendSnapshots',
  command: 'report --trend --format json',
  columns: toColumns(snapshots),
};
