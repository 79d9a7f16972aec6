import { counted, type Entries, words } from '../entry.ts';
import { reportEntries } from '../report/report-entries.ts';
import type { TrendSnapshot } from './trend.ts';

const { question, measure, modality, task, population, n, mean, sd, median, p90, max } = reportEntries;
const { nAll, zeroShare, total, gini, effectiveNumber, top10Share, distinct, effectiveDistinct } =
  reportEntries;

const date = {
  ...words('Day the collection finished (UTC), or began where it is incomplete, as the export has it'),
  unit: 'YYYY-MM-DD',
};

/** The columns of `report --trend`: the date, then figures that mean what they mean in a report. */
export const trendEntries = {
  snapshotDate: date,
  ...{ question, measure, modality, task, population, n, mean, sd, median, p90, max },
  ...{ nAll, zeroShare, total, gini, effectiveNumber, top10Share, distinct, effectiveDistinct },
} satisfies Entries;

/** `snapshots` of `report --trend`, in JSON. */
export const trendSnapshotEntries: Entries<keyof TrendSnapshot> = {
  date,
  endpoint: words('The Hub'),
  source: words('crawl, dump or simulation'),
  protocol: words('Protocol of the collection'),
  scope: { ...words('What it covers'), unit: 'object' },
  cards: { ...words('Whether the declared lists of the cards were kept'), unit: 'boolean' },
  dump: { ...words('What it was imported from', 'it comes from no dump'), unit: 'object' },
  tasksPackage: words('The list of tasks and modalities'),
  startedAt: { ...words('When the collection began'), unit: 'ISO 8601' },
  finishedAt: { ...words('When it was complete', 'it is not complete'), unit: 'ISO 8601' },
  complete: { ...words('Whether every stream reached its end'), unit: 'boolean' },
  models: counted('Models in the snapshot', 'models'),
  datasets: counted('Datasets in the snapshot', 'datasets'),
};
