import { describe, expect, it } from 'vitest';
import { auditRows, findBadCell } from '../../../src/statistics/audit/audit-rows.ts';
import { parseDecimal } from '../../../src/statistics/audit/decimal.ts';
import { toInterval } from '../../../src/statistics/audit/interval.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { auditOne, row } from './rows.ts';

it('reads printed numbers exactly and refuses the rest', () => {
  expect(parseDecimal(' 1.50 ')).toEqual({ units: 150n, exponent: -2 });
  expect(parseDecimal('-.5')).toEqual({ units: -5n, exponent: -1 });
  expect(parseDecimal('1.2e-05')).toEqual({ units: 12n, exponent: -6 });
  expect(parseDecimal('3e2')).toEqual({ units: 3n, exponent: 2 });
  for (const text of ['', '.', 'abc', '1,5', '1.5.2', 'NaN', '0x10', 'e5'])
    expect(parseDecimal(text)).toBeNull();
});

it('gives a printed figure its interval', () => {
  const printed = { units: 235n, exponent: -2 };
  expect(toInterval(printed, 'round')).toEqual({ low: 469n, high: 471n, scale: 200n, open: false });
  expect(toInterval(printed, 'truncate')).toEqual({ low: 470n, high: 472n, scale: 200n, open: true });
  expect(toInterval(printed, 'either')).toEqual({ low: 469n, high: 472n, scale: 200n, open: true });
});

it('names the first cell that cannot be audited', () => {
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
  it('one number has a mean, but no deviation', () => {
    expect(auditOne(row('3.0', '', 1)).verdict).toBe('possible');
    expect(auditOne(row('3.0', '0.0', 1)).reasons[0]?.says).toMatch(/single number/);
  });

  it('respects bounds: at most 5, at least −2, bounds between whole numbers', () => {
    expect(auditOne(row('4.00', '2.00', 4, { max: '5' })).verdict).toBe('possible');
    expect(auditOne(row('4.00', '2.00', 4, { max: '4.9' })).verdict).toBe('impossible');
    expect(auditOne(row('-1.50', '0.58', 4, { min: '-2' })).verdict).toBe('possible');
    expect(auditOne(row('-1.50', '0.58', 4, { min: '-1.5' })).verdict).toBe('impossible');
  });

  it('decides huge numbers and huge samples', () => {
    expect(auditOne(row('14086.1372', '30012.1234', 500_000)).verdict).toBe('possible');
    expect(auditOne(row('0.0001', '0.0100', 100_000_000)).verdict).toBe('possible');
    expect(auditOne(row('0.0001', '0.0050', 100_000_000)).reasons[0]?.test).toBe('count-bound');
  });
});

describe('real numbers', () => {
  const real = { numbers: 'real' } as const;
  it('without bounds any pair is possible', () => {
    expect(auditOne(row('-3.1', '99.9', 2), real).verdict).toBe('possible');
    expect(auditOne(row('0.2351', '0.2522'), real).smallestN).toBe(2);
  });

  it('from 0 the deviation is at most √n · mean', () => {
    const inputs = [row('1.000', '3.000', 9, { min: '0' }), row('1.000', '3.003', 9, { min: '0' })];
    expect(inputs.map((input) => auditOne(input, { ...real, rounding: 'round' }).verdict)).toEqual([
      'possible',
      'impossible',
    ]);
    expect(auditOne(row('1.00', '3.00', null, { min: '0' }), real).smallestN).toBe(9);
    expect(auditOne(row('-1.00', '3.00', null, { max: '0' }), real).smallestN).toBe(9);
  });

  it('between 0 and 10 the halves at the ends have the greatest', () => {
    const bounds = { min: '0', max: '10' };
    const verdicts = ['7.07', '7.08'].map(
      (sd) => auditOne(row('5.00', sd, 2, bounds), { ...real, rounding: 'round' }).verdict,
    );
    expect(verdicts).toEqual(['possible', 'impossible']);
    expect(auditOne(row('5.0', '5.1', null, bounds), real).smallestN).toBe(2);
    expect(auditOne(row('5.0', '7.3', null, bounds), real).reasons[0]?.test).toBe('range');
  });

  it('finds samples possible that were drawn', () => {
    const random = seededRandom('reals');
    for (let round = 0; round < 500; round += 1) {
      const sample = Array.from({ length: 2 + Math.floor(random() * 6) }, () =>
        random() < 0.6 ? 1 : 3.5 * random() + 1,
      );
      const mean = sample.reduce((a, b) => a + b, 0) / sample.length;
      const sd = Math.sqrt(sample.reduce((a, b) => a + (b - mean) ** 2, 0) / (sample.length - 1));
      const input = row(mean.toFixed(2), sd.toFixed(2), sample.length, { min: '1', max: '4.5' });
      expect(auditOne(input, real).verdict).toBe('possible');
      expect(auditOne({ ...input, n: null }, real).smallestN).toBeLessThanOrEqual(sample.length);
    }
  });
});

it('takes 100,000 rows in seconds', () => {
  const random = seededRandom('many rows');
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    row(
      (random() * 9).toFixed(4),
      (random() * 12).toFixed(4),
      index % 2 === 0 ? null : 2 + Math.floor(random() * 5000),
    ),
  );
  const start = performance.now();
  auditRows(rows, { numbers: 'counts', rounding: 'either' });
  expect(performance.now() - start).toBeLessThan(20_000);
});
