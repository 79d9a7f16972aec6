import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import { auditTests } from '../../statistics/audit/explain.ts';
import type { ColumnDescriptions, Table } from '../table.ts';
import { count, text, toColumns } from '../table.ts';

const columns: ColumnDescriptions<Exclude<keyof AuditRow, 'labels' | 'note'>> = {
  mean: text('The mean as printed'),
  sd: text('The standard deviation as printed', { emptyWhen: 'none is printed' }),
  n: count('Number of values that the file gives', 'values', { emptyWhen: 'the file gives none' }),
  verdict: text(
    'possible: n such numbers exist with the printed mean and deviation; impossible: none exist; suspicious: possible by itself, but another cell has the same deviation with a different mean',
    { values: ['possible', 'impossible', 'suspicious'] },
  ),
  reasons: text('Every test that the row fails, and what it found; a list in JSON, see reasons', {
    kind: 'structure',
    width: 44,
    toText: (reasons) => reasonsText(reasons as AuditRow['reasons']),
    reference: 'Brown & Heathers 2017; Anaya 2016; Allard 2018',
    emptyWhen: 'it fails no test',
  }),
  smallestN: count('Smallest n of at least 2 for which such numbers exist', 'values', {
    heading: 'smallest n',
    emptyWhen: 'n is given, or no n fits',
  }),
};

/** The reasons of a verdict in words; null where there is none. */
export const reasonsText = (reasons: AuditRow['reasons']): string | null =>
  reasons.length === 0 ? null : reasons.map(({ test, says }) => `${test}: ${says}`).join('; ');

/** `audit`; the label columns of the file come before these. */
export const auditTable: Table = { name: 'audit', command: 'audit', columns: toColumns(columns), csv: true };

const reasonColumns: ColumnDescriptions<keyof AuditRow['reasons'][number]> = {
  test: text(
    'count-bound: the deviation is below the smallest possible for whole numbers with this mean; grim: no n whole numbers have this mean; grimmer: none have this mean and this deviation; range: the mean or the deviation is out of range; duplicate-sd: another cell has the same deviation',
    { values: auditTests },
  ),
  says: text('What it found, in one sentence'),
};

/** The parts of `reasons`. */
export const reasonTable: Table = {
  name: 'reasons',
  command: 'audit --format json',
  columns: toColumns(reasonColumns),
};
