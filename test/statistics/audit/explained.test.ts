import { describe, expect, it } from 'vitest';
import type { AuditMethod } from '../../../src/statistics/audit/audit-rows.ts';
import type { AuditInput } from '../../../src/statistics/audit/claim.ts';
import { numbersOf } from '../../../src/statistics/audit/explain.ts';
import { auditOne, row } from './rows.ts';

const explain = async (input: AuditInput, options: Partial<AuditMethod> = {}) => {
  const { verdict, reasons } = await auditOne(input, { rounding: 'round', ...options });
  expect(verdict).toBe('impossible');
  return reasons.map(({ test, says }) => `${test}: ${says}`);
};

describe('the bounds of a deviation, in the words of the audit', () => {
  const noSum =
    'grim: no 4 whole numbers from 0 have a mean that prints as 1.6; the nearest are 1.500 (6/4) and 1.750 (7/4)';

  it('no sum fits, and no mean of the interval has so low or so high a deviation', async () => {
    expect(await explain(row('1.6', '0.6', 4))).toEqual([noSum]);
    // Means up to 1.65: 0s and 1s above 1, f(1 − f) = 0.65 · 0.35, times 4/3.
    expect(await explain(row('1.6', '0.3', 4))).toEqual([
      noSum,
      'count-bound: 4 whole numbers from 0 with a mean that prints as 1.6 have a sample standard deviation (n−1) of at least 0.5508',
    ]);
    // All in one of them: √n · 1.65.
    expect(await explain(row('1.6', '9.9', 4))).toEqual([
      noSum,
      'range: 4 whole numbers from 0 with a mean that prints as 1.6 have a sample standard deviation (n−1) of at most 3.3000',
    ]);
    // At both ends of 0 to 3: 1.55 · 1.45, times 4/3 or not.
    const capped = row('1.6', '2.5', 4, { max: '3' });
    const high = 'range: 4 whole numbers from 0 to 3 with a mean that prints as 1.6 have a';
    expect((await explain(capped))[1]).toBe(`${high} sample standard deviation (n−1) of at most 1.7311`);
    expect((await explain(capped, { sd: 'population' }))[1]).toBe(
      `${high} population standard deviation (n) of at most 1.4992`,
    );
    // The printed 1.7 may be 1.65.
    expect(await explain(row('1.6', '1.8', 4, { max: '3' }))).toHaveLength(2);
    expect(await explain(row('1.6', '1.7', 4, { max: '3' }))).toHaveLength(1);
  });

  it('of any number of them: as two have the most, and endlessly many the least', async () => {
    const high = 'range: whole numbers from 0 to 3 with a mean that prints as 1.6 have a';
    const capped = row('1.6', '2.5', null, { max: '3' });
    expect(await explain(capped)).toEqual([
      `${high} sample standard deviation (n−1) of at most 2.1201, however many they are`,
    ]);
    expect(await explain(capped, { sd: 'population' })).toEqual([
      `${high} population standard deviation (n) of at most 1.4992, however many they are`,
    ]);
    expect(await explain(row('1.6', '0.3'))).toEqual([
      'count-bound: whole numbers from 0 with a mean that prints as 1.6 have a sample standard deviation (n−1) of at least 0.4770, however many they are',
    ]);
  });

  it('at the very end of what a cut figure stands for: as a population it is reached, as a sample only come near', async () => {
    // Means from 0.2 to 0.3 have deviations of 0.4 and more: one 1 among four 0s has 0.4.
    const cut = row('0.2', '0.3');
    expect(await explain(cut, { rounding: 'truncate' })).toEqual([
      'count-bound: whole numbers from 0 with a mean that prints as 0.2 have a sample standard deviation (n−1) of at least 0.4000, however many they are',
    ]);
    expect(await auditOne(cut, { rounding: 'truncate', sd: 'population' })).toMatchObject({
      ...{ verdict: 'possible', smallestN: 5 },
    });
  });

  it('a sum fits, and then the least and the greatest that it allows', async () => {
    // 2 2 1 1, and 6 0 0 0 or 3 3 0 0.
    expect(await explain(row('1.50', '0.5', 4))).toEqual([
      'count-bound: 4 whole numbers from 0 with a mean that prints as 1.50 have a sample standard deviation (n−1) of at least 0.5774',
    ]);
    expect(await explain(row('1.50', '3.1', 4))).toEqual([
      'range: 4 whole numbers from 0 with a mean that prints as 1.50 have a sample standard deviation (n−1) of at most 3.0000',
    ]);
    expect(await explain(row('1.50', '1.8', 4, { max: '3' }))).toEqual([
      'range: 4 whole numbers from 0 to 3 with a mean that prints as 1.50 have a sample standard deviation (n−1) of at most 1.7321',
    ]);
    // Means from 0.5 to 1.5: a sum of 6 has at most 4² + 2², but one of 4 has 4², and a deviation of 2.
    const wide = row('1', '1.95', 4, { max: '4' });
    expect((await explain(wide))[0]).toMatch(/^grimmer: /);
    expect(await explain({ ...wide, sd: '2.1' })).toEqual([
      'range: 4 whole numbers from 0 to 4 with a mean that prints as 1 have a sample standard deviation (n−1) of at most 2.0000',
    ]);
    // Squares of a sum of 6: 10, 12, 14 …, so deviations of √(1/3), 1, √(5/3) …
    expect(await explain(row('1.50', '0.80', 4))).toEqual([
      'grimmer: no 4 whole numbers from 0 with a mean that prints as 1.50 have a sum of squares that gives a sample standard deviation (n−1) of 0.80',
    ]);
  });

  it('real numbers, and means outside of the range', async () => {
    const real = { numbers: 'real' } as const;
    const bounds = { min: '0', max: '10' };
    expect(await explain(row('5.0', '7.3', null, bounds), real)).toEqual([
      'range: real numbers from 0 to 10 with a mean that prints as 5.0 have no sample standard deviation (n−1) as high as 7.3',
    ]);
    expect(await explain(row('1.0', '3.2', 9, { min: '0' }), { ...real, sd: 'population' })).toEqual([
      'range: 9 real numbers from 0 with a mean that prints as 1.0 have no population standard deviation (n) as high as 3.2',
    ]);
    expect(await explain(row('5.0', '1', 1, bounds), real)).toEqual([
      'range: a single number has no standard deviation, or one of 0',
    ]);
    expect((await explain(row('5.0', '1', null, { max: '4' }), real))[0]).toMatch(/real numbers up to 4/);
  });
});

it('names the numbers of a row: how many, of what kind, from where to where', () => {
  const named = (n: number | null, min: string, max: string, kind: 'whole' | 'real' = 'whole') =>
    numbersOf(row('1', '1', n, { min, max }), kind);
  expect([named(null, '', ''), named(1, ' ', ' 7 '), named(34, ' 1 ', '')]).toEqual([
    ...['whole numbers from 0', '1 whole number from 0 to 7', '34 whole numbers from 1'],
  ]);
  expect([named(null, '', '', 'real'), named(2, '', ' 7.5', 'real'), named(1, '-1 ', '1', 'real')]).toEqual([
    ...['real numbers', '2 real numbers up to 7.5', '1 real number from -1 to 1'],
  ]);
});
