import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import type { ColumnDescriptions, DescribedColumn, Table } from '../table.ts';
import { count, text, toColumns } from '../table.ts';

const columns: ColumnDescriptions<Exclude<keyof AuditRow, 'labels' | 'note'>> = {
  mean: text('The mean as printed'),
  sd: text('The standard deviation as printed', { emptyWhen: 'none is printed' }),
  n: count('Number of values that the file gives', 'values', { emptyWhen: 'the file gives none' }),
  verdict: text(
    'possible: n such numbers exist whose mean and deviation are printed so; impossible; suspicious: possible alone, but its deviation stands in another cell with another mean too',
    { values: ['possible', 'impossible', 'suspicious'] },
  ),
  reasons: text('Every test that speaks against the row, and what it says; in JSON a list, see reasons', {
    kind: 'structure',
    width: 44,
    toText: (reasons) => reasonsText(reasons as AuditRow['reasons']),
    reference: 'Brown & Heathers 2017; Anaya 2016; Allard 2018',
    emptyWhen: 'no test speaks',
  }),
  smallestN: count('Least n of 2 or more for which such numbers exist', 'values', {
    heading: 'smallest n',
    emptyWhen: 'n is given, or no n fits',
  }),
};

/** The reasons of a verdict in words; null where there is none. */
export const reasonsText = (reasons: AuditRow['reasons']): string | null =>
  reasons.length === 0 ? null : reasons.map(({ test, says }) => `${test}: ${says}`).join('; ');

/** `audit`; the label columns of the file come before these. */
export const auditTable: Table = { name: 'audit', command: 'audit', columns: toColumns(columns), csv: true };

/** The columns of an audit. @param labels the columns of the audited file that name its rows; they come first */
export const auditColumns = (labels: readonly string[]): DescribedColumn[] => [
  ...toColumns(Object.fromEntries(labels.map((label) => [label, text('A label of the audited file')]))),
  ...auditTable.columns,
];

const reasonColumns: ColumnDescriptions<keyof AuditRow['reasons'][number]> = {
  test: text(
    'count-bound: the deviation is below the least that whole numbers with this mean have; grim: no n whole numbers have this mean; grimmer: none have this mean and this deviation; range: the deviation or the mean is out of reach; duplicate-sd: the deviation stands in another cell too',
    { values: ['count-bound', 'grim', 'grimmer', 'range', 'duplicate-sd'] },
  ),
  says: text('What it finds, in one sentence'),
};

/** The parts of `reasons`. */
export const reasonTable: Table = {
  name: 'reasons',
  command: 'audit --format json',
  columns: toColumns(reasonColumns),
};
