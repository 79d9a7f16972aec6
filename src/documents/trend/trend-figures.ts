import type { Figure } from '../figure.ts';
import { historyFigures } from '../report/history-figures.ts';
import type { TrendDocument } from './trend.ts';

/** The means of every date: a figure a measure and modality, a line a task. */
export const trendFigures = ({ rows }: TrendDocument): Figure[] =>
  historyFigures(rows, {
    dateOf: ({ snapshotDate }) => snapshotDate,
    heading: 'date',
    description: 'Each point is the mean in the snapshot of its date.',
  });
