import {
  type ColumnDescription,
  type ColumnDescriptions,
  count,
  figure,
  type Table,
  text,
  toColumns,
} from '../table.ts';
import type { AgeRow, AgeYear } from './ages.ts';

const quartile = (heading: string, order: string): ColumnDescription =>
  figure('Age of the base when the derived model was created; negative if the base is younger', 'days', {
    heading,
    formula: `quantile ${order}, type 7, of createdAt(derived) − createdAt(base)`,
    reference: 'Hyndman & Fan 1996',
    signed: true,
  });

const ages: ColumnDescriptions<keyof AgeRow> = {
  task: text('Pipeline tag of the derived models', { emptyWhen: 'they have none' }),
  pairs: count('Pairs of a derived model and a base, both in the snapshot and dated', 'pairs'),
  q1: quartile('first quartile', '0.25'),
  median: quartile('median', '0.5'),
  q3: quartile('third quartile', '0.75'),
};

/** `rows` of `lineage --ages`. */
export const ageTable: Table = {
  name: 'ages',
  command: 'lineage --ages',
  columns: toColumns(ages),
  csv: true,
};

const share = (heading: string, meaning: string): ColumnDescription =>
  figure(meaning, 'share, 0–1', { kind: 'share', heading, formula: 'such pairs / pairs' });

const years: ColumnDescriptions<keyof AgeYear> = {
  year: text('Year (UTC) in which the derived models were created', { unit: 'year' }),
  pairs: count('Pairs of such a model and a base, both in the snapshot and dated', 'pairs'),
  sameYear: share('same year', 'Share whose base is of that year'),
  yearBefore: share('year before', 'Share whose base is of the year before'),
  older: share('older', 'Share whose base is older'),
  later: share('later', 'Share whose base was created in a later year'),
};

/** `years` of `lineage --ages`. */
export const ageYearTable: Table = {
  name: 'ageYears',
  command: 'lineage --ages',
  columns: toColumns(years),
  primaryKey: ['year'],
};
