import type { AuditRow } from '../../statistics/audit/audit-rows.ts';
import { counted, type Entries, words } from '../entry.ts';

/** The columns of `audit`; the label columns of the file come before them. */
export const auditEntries: Entries<Exclude<keyof AuditRow, 'labels'>> = {
  mean: words('The mean as printed'),
  sd: words('The standard deviation as printed', 'none is printed'),
  n: counted('Number of values that the file gives', 'values', '', 'the file gives none'),
  verdict: {
    ...words(
      'possible: n such numbers exist whose mean and deviation are printed so; impossible; suspicious: possible alone, but its deviation stands in another cell with another mean too',
    ),
    values: ['possible', 'impossible', 'suspicious'],
  },
  reasons: {
    ...words(
      'Every test that speaks against the row, and what it says; in JSON a list, see reasons',
      'no test speaks',
    ),
    reference: 'Brown & Heathers 2017; Anaya 2016; Allard 2018',
  },
  smallestN: counted(
    'Least n of 2 or more for which such numbers exist',
    'values',
    '',
    'n is given, or no n fits',
  ),
};

/** The parts of `reasons`. */
export const reasonEntries: Entries<keyof AuditRow['reasons'][number]> = {
  test: {
    ...words(
      'count-bound: the deviation is below the least that whole numbers with this mean have; grim: no n whole numbers have this mean; grimmer: none have this mean and this deviation; range: the deviation or the mean is out of reach; duplicate-sd: the deviation stands in another cell too',
    ),
    values: ['count-bound', 'grim', 'grimmer', 'range', 'duplicate-sd'],
  },
  says: words('What it finds, in one sentence'),
};
