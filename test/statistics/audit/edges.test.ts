import { describe, expect, it } from 'vitest';
import { auditRows, findBadCell } from '../../../src/statistics/audit/audit-rows.ts';
import { toDecimal } from '../../../src/statistics/audit/claim.ts';
import { decideWhole } from '../../../src/statistics/audit/decide-whole.ts';
import { parseDecimal } from '../../../src/statistics/audit/decimal.ts';
import { toInterval } from '../../../src/statistics/audit/interval.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { asPrinted, auditOne, row, toEnd } from './rows.ts';

it('reads printed numbers exactly and refuses the rest', async () => {
  expect(parseDecimal(' 1.50 ')).toEqual({ units: 150n, exponent: -2, negative: false });
  expect(parseDecimal('-.5')).toEqual({ units: -5n, exponent: -1, negative: true });
  expect(parseDecimal('1.2e-05')).toEqual({ units: 12n, exponent: -6, negative: false });
  expect(parseDecimal('3e2')).toEqual({ units: 3n, exponent: 2, negative: false });
  for (const text of ['', '.', 'abc', '1,5', '1.5.2', 'NaN', '0x10', 'e5'])
    expect(parseDecimal(text)).toBeNull();
});

it('gives a printed figure its interval', () => {
  const ends = (text: string, rounding: 'round' | 'truncate' | 'either') => {
    const { low, high, scale, open } = toInterval(toDecimal(text), rounding);
    return [Number(low) / Number(scale), Number(high) / Number(scale), open];
  };
  expect(ends('2.35', 'round')).toEqual([2.345, 2.355, null]);
  expect(ends('2.35', 'truncate')).toEqual([2.35, 2.36, null]);
  expect(ends('2.35', 'either')).toEqual([2.345, 2.36, null]);
  // Cut towards 0, as most programs do it.
  expect(ends('-2.35', 'round')).toEqual([-2.355, -2.345, null]);
  expect(ends('-2.35', 'truncate')).toEqual([-2.36, -2.35, 'low']);
  expect(ends('−2.35', 'either')).toEqual([-2.36, -2.345, 'low']);
  expect(ends('-0.0', 'truncate')).toEqual([-0.1, 0, 'low']);
  expect(ends('0.0', 'truncate')).toEqual([0, 0.1, null]);
});

it('allows figures of more than 12 significant digits 1e-13 of their size', () => {
  for (const rounding of ['round', 'truncate', 'either'] as const) {
    const plain = toInterval(toDecimal('0.123456789012'), rounding);
    const { low, high, scale } = toInterval(toDecimal('0.1234567890123'), rounding);
    expect(plain.high - plain.low).toBe(rounding === 'either' ? 3n : 2n);
    const cut = rounding === 'round' ? 0.5e-13 : 1e-13;
    const below = rounding === 'truncate' ? 0 : 0.5e-13;
    expect(Number(high - low) / Number(scale)).toBeCloseTo(2 * 0.1234567890123e-13 + cut + below, 18);
  }
});

it('names the first cell that cannot be audited', async () => {
  expect(findBadCell([row('1.5', ''), row('x', '1')])).toEqual({ row: 1, column: 'mean', text: 'x' });
  expect(findBadCell([row('1.5', '1', 2.5)])).toEqual({ row: 0, column: 'n', text: '2.5' });
  expect(findBadCell([row('1.5', '1', null, { max: 'ten' })])).toEqual({
    row: 0,
    column: 'max',
    text: 'ten',
  });
  expect(findBadCell([row('1.5', '1', 4, { min: '-1' })])).toBeNull();
});

describe('counts', () => {
  it('one number has a mean, but no deviation', async () => {
    expect((await auditOne(row('3.0', '', 1))).verdict).toBe('possible');
    // Some programs print it as 0.
    expect((await auditOne(row('3.0', '0.0', 1))).verdict).toBe('possible');
    expect((await auditOne(row('3.0', '0.5', 1))).reasons[0]?.says).toMatch(/single number/);
  });

  it('respects bounds: at most 5, at least −2, bounds between whole numbers', async () => {
    expect((await auditOne(row('4.00', '2.00', 4, { max: '5' }))).verdict).toBe('possible');
    expect((await auditOne(row('4.00', '2.00', 4, { max: '4.9' }))).verdict).toBe('impossible');
    expect((await auditOne(row('-1.50', '0.58', 4, { min: '-2' }))).verdict).toBe('possible');
    expect((await auditOne(row('-1.50', '0.58', 4, { min: '-1.5' }))).verdict).toBe('impossible');
  });

  it('a deviation below a bound that is not its own', () => {
    // 3 2 1 0 and the like: sums of squares of 10, 12, 14 …, at most 36, so deviations of √⅓ to 3.
    const outcomeOf = (low: bigint, high: bigint) =>
      toEnd(
        decideWhole(
          {
            ...{
              mean: { low: 15n, high: 15n, scale: 10n, open: null },
              lost: 1n,
              cap: null,
              bounded: true,
              origin: 0n,
            },
            sd: { low, high, scale: 10n, open: 'high' },
          },
          4n,
        ),
      );
    expect([outcomeOf(10n, 11n), outcomeOf(9n, 10n), outcomeOf(31n, 32n), outcomeOf(3n, 5n)]).toEqual([
      ...['fits', 'squares', 'high', 'low'],
    ]);
  });

  it('of a deviation of either kind it is the smaller n of both', async () => {
    const random = seededRandom('either');
    const differing = new Set<string>();
    for (let round = 0; round < 60; round += 1) {
      const input = row((3 * random()).toFixed(2), (0.5 + random()).toFixed(2));
      const [either, ...both] = await Promise.all(
        (['either', 'sample', 'population'] as const).map((sd) => auditOne(input, { sd, rounding: 'round' })),
      );
      const [sample, population] = both.map(({ smallestN }) => smallestN ?? Number.POSITIVE_INFINITY);
      const least = Math.min(sample ?? 0, population ?? 0);
      expect(either?.smallestN).toBe(Number.isFinite(least) ? least : null);
      if (sample !== population) differing.add(least === sample ? 'sample' : 'population');
    }
    expect(differing).toEqual(new Set(['sample', 'population']));
  });

  it('decides huge numbers and huge samples', async () => {
    expect((await auditOne(row('14086.1372', '30012.1234', 500_000))).verdict).toBe('possible');
    expect((await auditOne(row('0.0001', '0.0100', 100_000_000))).verdict).toBe('possible');
    expect((await auditOne(row('0.0001', '0.0050', 100_000_000))).reasons[0]?.test).toBe('count-bound');
  });
});

describe('real numbers', () => {
  const real = { numbers: 'real' } as const;
  it('without bounds any pair is possible', async () => {
    expect((await auditOne(row('-3.1', '99.9', 2), real)).verdict).toBe('possible');
    expect((await auditOne(row('0.2351', '0.2522'), real)).smallestN).toBe(2);
  });

  it('from 0 the deviation is at most √n · mean', async () => {
    const inputs = [row('1.000', '3.000', 9, { min: '0' }), row('1.000', '3.003', 9, { min: '0' })];
    const audited = await auditRows(inputs, { ...asPrinted, ...real, rounding: 'round' });
    expect(audited.map(({ verdict }) => verdict)).toEqual(['possible', 'impossible']);
    expect((await auditOne(row('1.00', '3.00', null, { min: '0' }), real)).smallestN).toBe(9);
    expect((await auditOne(row('-1.00', '3.00', null, { max: '0' }), real)).smallestN).toBe(9);
  });

  it('between 0 and 10 the halves at the ends have the greatest', async () => {
    const bounds = { min: '0', max: '10' };
    const rows = ['7.07', '7.08'].map((sd) => row('5.00', sd, 2, bounds));
    const audited = await auditRows(rows, { ...asPrinted, ...real, rounding: 'round' });
    expect(audited.map(({ verdict }) => verdict)).toEqual(['possible', 'impossible']);
    expect((await auditOne(row('5.0', '5.1', null, bounds), real)).smallestN).toBe(2);
    expect((await auditOne(row('5.0', '7.3', null, bounds), real)).reasons[0]?.test).toBe('range');
  });

  it('a mean that no division of all between the ends has, and one that a division has', async () => {
    const bounds = { min: '0', max: '10' };
    const verdictOf = async (mean: string, sd: string) =>
      (await auditOne(row(mean, sd, 3, bounds), { ...real, rounding: 'round' })).verdict;
    // Of three, one or two at 10 have 10/√3 = 5.77; with a mean of 5.0 it is one, another near 5, and 5.00.
    expect([await verdictOf('3.3', '5.8'), await verdictOf('6.7', '5.8')]).toEqual(['possible', 'possible']);
    expect([await verdictOf('3.3', '5.9'), await verdictOf('6.7', '5.9')]).toEqual([
      'impossible',
      'impossible',
    ]);
    expect([await verdictOf('5.0', '5.0'), await verdictOf('5.0', '5.5')]).toEqual([
      'possible',
      'impossible',
    ]);
  });

  it('ends of different precision', async () => {
    const verdictOf = async (mean: string, min: string, max: string) =>
      (await auditOne(row(mean, '0.50', 9, { min, max }), { ...real, rounding: 'round' })).verdict;
    expect([await verdictOf('1.20', '1', '4.5'), await verdictOf('1.00', '1', '4.5')]).toEqual([
      ...['possible', 'impossible'],
    ]);
    expect([await verdictOf('3.80', '0.5', '4'), await verdictOf('4.00', '0.5', '4')]).toEqual([
      ...['possible', 'impossible'],
    ]);
  });

  it('finds samples possible that were drawn', async () => {
    const random = seededRandom('reals');
    for (let round = 0; round < 500; round += 1) {
      const sample = Array.from({ length: 2 + Math.floor(random() * 6) }, () =>
        random() < 0.6 ? 1 : 3.5 * random() + 1,
      );
      const mean = sample.reduce((a, b) => a + b, 0) / sample.length;
      const sd = Math.sqrt(sample.reduce((a, b) => a + (b - mean) ** 2, 0) / (sample.length - 1));
      const input = row(mean.toFixed(2), sd.toFixed(2), sample.length, { min: '1', max: '4.5' });
      expect((await auditOne(input, real)).verdict).toBe('possible');
      expect((await auditOne({ ...input, n: null }, real)).smallestN).toBeLessThanOrEqual(sample.length);
    }
  });
});
