import { expect, it } from 'vitest';
import { listPeriodEnds } from '../../src/definitions/periods.ts';

const ms = (text: string): number => new Date(text).getTime();

it.each([
  [
    'year',
    '2023-03-02T23:29:04Z',
    '2025-02-15T10:00:00.000Z',
    ['2024-01-01', '2025-01-01', '2025-02-15T10:00:00.000Z'],
  ],
  [
    'quarter',
    '2024-06-30T23:59:59.999Z',
    '2025-01-01T00:00:00.000Z',
    ['2024-07-01', '2024-10-01', '2025-01-01T00:00:00.000Z'],
  ],
  ['month', '2024-12-01T00:00:00Z', '2025-01-31T00:00:00.000Z', ['2025-01-01', '2025-01-31T00:00:00.000Z']],
  ['month', '2025-01-30T00:00:00Z', '2025-01-31T00:00:00.000Z', ['2025-01-31T00:00:00.000Z']],
  // A repo from the future is in no slice.
  ['year', '2027-01-01T00:00:00Z', '2025-01-31T00:00:00.000Z', ['2025-01-31T00:00:00.000Z']],
] as const)('every %s from %s to %s', (every, first, last, ends) => {
  expect(listPeriodEnds(every, ms(first), last)).toEqual(ends);
});

it('without a date: the moment of the snapshot alone', () => {
  expect(listPeriodEnds('month', null, '2025-01-31T00:00:00.000Z')).toEqual(['2025-01-31T00:00:00.000Z']);
});
