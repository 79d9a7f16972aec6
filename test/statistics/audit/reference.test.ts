import { describe, expect, it } from 'vitest';
import { auditRows } from '../../../src/statistics/audit/audit-rows.ts';
import { asPrinted, auditOne, row } from './rows.ts';

const round = { rounding: 'round' } as const;
const verdict = async (mean: string, sd: string, n: number) =>
  (await auditOne(row(mean, sd, n), round)).verdict;

describe('GRIM: Brown & Heathers 2017', () => {
  it.each([
    ['7.22', 32, true],
    ['4.74', 25, false],
    ['5.23', 29, false],
    ['2.57', 24, false],
    ['6.77', 27, false],
    ['2.68', 28, true],
    ['7.01', 29, false],
    ['7.38', 26, true],
    ['3.14', 27, false],
    ['6.89', 31, false],
    ['5.00', 25, true],
    ['0.24', 28, false],
  ])('%s of %i', async (mean, n, possible) => {
    const { verdict, reasons } = await auditOne(row(mean, '', n), round);
    expect(verdict).toBe(possible ? 'possible' : 'impossible');
    expect(reasons.map(({ test }) => test)).toEqual(possible ? [] : ['grim']);
  });

  it('of the means 5.19 … 5.30 of 28 only three', async () => {
    const means = Array.from({ length: 12 }, (_, index) => (5.19 + index / 100).toFixed(2));
    const rows = means.map((mean) => row(mean, '', 28));
    const possible = (await auditRows(rows, { ...asPrinted, ...round })).filter(
      ({ verdict }) => verdict === 'possible',
    );
    expect(possible.map(({ mean }) => mean)).toEqual(['5.21', '5.25', '5.29']);
  });

  it('truncation allows more', async () => {
    for (const [mean, n] of [
      ['3.14', 27],
      ['6.77', 27],
    ] as const) {
      expect((await auditOne(row(mean, '', n), { rounding: 'either' })).verdict).toBe('possible');
    }
  });

  it('names the nearest means', async () => {
    expect((await auditOne(row('5.20', '', 28), round)).reasons).toEqual([
      {
        test: 'grim',
        says: 'no 28 whole numbers from 0 have a mean that prints as 5.20; the nearest are 5.1786 (145/28) and 5.2143 (146/28)',
      },
    ]);
  });
});

describe('GRIMMER: Anaya 2016, Allard 2018', () => {
  it.each([
    ['7.22', '5.30', 38, false],
    ['4.74', '6.55', 31, true],
    ['5.23', '2.55', 35, false],
    ['2.57', '2.57', 30, true],
    ['6.77', '2.18', 33, false],
    ['2.68', '2.59', 34, true],
    ['7.01', '6.68', 35, false],
    ['7.38', '3.65', 32, true],
    ['3.14', '5.32', 33, false],
    ['6.89', '4.18', 37, true],
    ['5.00', '2.18', 31, true],
  ])('%s ± %s of %i', async (mean, sd, n, possible) => {
    expect(await verdict(mean, sd, n)).toBe(possible ? 'possible' : 'impossible');
  });

  it('0.24 ± 6.43 of 34 passes GRIMMER, but is out of range for counts', async () => {
    expect((await auditOne(row('0.24', '6.43', 34), round)).reasons).toEqual([
      {
        test: 'range',
        says: '34 whole numbers from 0 with a mean that prints as 0.24 have a sample standard deviation (n−1) of at most 1.3720',
      },
    ]);
    expect((await auditOne(row('0.24', '0.42', 34), round)).reasons).toEqual([
      {
        test: 'count-bound',
        says: '34 whole numbers from 0 with a mean that prints as 0.24 have a sample standard deviation (n−1) of at least 0.4306',
      },
    ]);
  });
});

describe('samples too small for the parity to settle it', () => {
  it('1 1 1 10 and eight 1s and a 10 are the smallest of their kind', async () => {
    expect((await auditOne(row('3.2500', '4.5000', null, { min: '1' }))).smallestN).toBe(4);
    expect((await auditOne(row('2.0000', '3.0000', null, { min: '1' }))).smallestN).toBe(9);
  });

  it('three whole numbers with the right parity need not exist', async () => {
    // Sum 6 and sum of squares 22 have the right parity; triples with sum 6 have 12, 14, 18, 20, 26 or 36.
    expect((await auditOne(row('2.000000', '2.236068', 3))).reasons).toEqual([
      expect.objectContaining({ test: 'grimmer' }),
    ]);
  });
});
