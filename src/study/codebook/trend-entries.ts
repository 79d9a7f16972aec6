import { type Entries, words } from './entry.ts';
import { reportEntries } from './report-entries.ts';

const { question, measure, modality, task, population, n, mean, sd, median, p90, max } = reportEntries;
const { gini, effectiveNumber, top10Share } = reportEntries;

/** The columns of `report --trend`: the date, then headline figures that mean what they mean in a report. */
export const trendEntries = {
  snapshotDate: { ...words('Day the collection finished (UTC), as the export has it'), unit: 'YYYY-MM-DD' },
  ...{ question, measure, modality, task, population, n, mean, sd, median, p90, max },
  ...{ gini, effectiveNumber, top10Share },
} satisfies Entries;
