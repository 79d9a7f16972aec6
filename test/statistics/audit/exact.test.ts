import { describe, expect, it } from 'vitest';
import {
  type AuditInput,
  type Reading,
  toDecimal,
  toRealClaim,
  toWholeClaim,
} from '../../../src/statistics/audit/claim.ts';
import { decideReal } from '../../../src/statistics/audit/decide-real.ts';
import { chooseCoarser } from '../../../src/statistics/audit/decimal.ts';
import { ceilDivide, floorDivide, floorSqrt } from '../../../src/statistics/audit/integers.ts';
import { isReachable } from '../../../src/statistics/audit/reachable.ts';
import { smallestSize } from '../../../src/statistics/audit/smallest-size.ts';
import { greatestSquares, isSurelyReached, leastSquares } from '../../../src/statistics/audit/squares.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { auditOne, row, toEnd } from './rows.ts';

describe('whole numbers of any size', () => {
  it('the square root is the greatest whose square is not greater', () => {
    const random = seededRandom('roots');
    for (let round = 0; round < 2000; round += 1) {
      const digits = 1 + Math.floor(random() * 60);
      const root = BigInt(Array.from({ length: digits }, () => Math.floor(random() * 10)).join(''));
      // At a square, just below the next, and anywhere between.
      const between = root * root + BigInt(Math.floor(random() * 2 ** 30));
      for (const square of [root * root, (root + 1n) ** 2n - 1n, between]) {
        const found = floorSqrt(square);
        if (found * found > square || (found + 1n) ** 2n <= square)
          expect(found).toBe(`not the root of ${square}`);
      }
    }
  });

  it('quotients are cut off downwards and upwards, of negative numbers too', () => {
    for (let a = -12; a <= 12; a += 1)
      for (const b of [1, 3, 5]) {
        expect(floorDivide(BigInt(a), BigInt(b))).toBe(BigInt(Math.floor(a / b)));
        expect(ceilDivide(BigInt(a), BigInt(b))).toBe(BigInt(Math.ceil(a / b)));
      }
  });

  it('a figure with fewer digits: cut off, and rounded where that differs', () => {
    const short = (text: string, exponent: number) => chooseCoarser(toDecimal(text), exponent).map(Number);
    expect(short('2.54', -1)).toEqual([25]);
    expect(short('2.55', -1)).toEqual([25, 26]);
    expect(short('-2.55', -1)).toEqual([-25, -26]);
    expect(short('-2.54', -1)).toEqual([-25]);
    expect(short('2.55', -2)).toEqual([255]);
    expect(short('2.5499', 0)).toEqual([2, 3]);
  });

  it('text that is not a number is refused', () => {
    expect(() => toDecimal('ten')).toThrow(/not a decimal number: ten/);
  });
});

describe('sums of squares', () => {
  it('are not there for no numbers, nor for a sum beyond n times the greatest', () => {
    const ask = (n: bigint, sum: bigint, cap: bigint) =>
      toEnd(isReachable({ n, sum, low: 0n, high: 1000n, cap }));
    expect(ask(0n, 3n, 9n)).toBe(false);
    expect(ask(2n, 9n, 4n)).toBe(false);
    expect(ask(2n, 8n, 4n)).toBe(true);
    expect(ask(2n, -1n, 4n)).toBe(false);
    expect(ask(0n, 0n, 4n)).toBe(true);
  });

  it('the least and the greatest are those of every choice', () => {
    for (let n = 1; n <= 4; n += 1)
      for (let cap = 1; cap <= 4; cap += 1)
        for (let sum = 0; sum <= n * cap; sum += 1) {
          const squares: number[] = [];
          const choose = (left: number, rest: number, square: number): void => {
            if (left === 0) {
              if (rest === 0) squares.push(square);
              return;
            }
            for (let value = 0; value <= Math.min(cap, rest); value += 1)
              choose(left - 1, rest - value, square + value * value);
          };
          choose(n, sum, 0);
          expect(Number(leastSquares(BigInt(n), BigInt(sum)))).toBe(Math.min(...squares));
          expect(Number(greatestSquares(BigInt(sum), BigInt(cap)))).toBe(Math.max(...squares));
          // What the theorem promises is there.
          const parity = new Set(squares);
          for (let excess = 0; excess <= 8; excess += 1)
            if (isSurelyReached(BigInt(n), BigInt(sum), BigInt(excess), BigInt(cap)))
              for (let step = 0; step <= excess; step += 1)
                expect(parity.has(Math.min(...squares) + 2 * step), `${n} ${sum} ${cap} ${excess}`).toBe(
                  true,
                );
        }
    expect(isSurelyReached(5n, 3n, 1n, 1n)).toBe(false);
  });
});

const claimOf = (input: AuditInput, reading: Partial<Reading> = {}) =>
  toRealClaim(input, { rounding: 'round', sd: 'sample', ...reading });

const real = { numbers: 'real' } as const;

describe('real numbers at the ends of what they allow', () => {
  it('one number, and no deviation', async () => {
    expect((await auditOne(row('3.0', '0.0', 1, { min: '0' }), real)).verdict).toBe('possible');
    const { reasons } = await auditOne(row('3.0', '0.5', 1, { min: '0' }), real);
    expect(reasons).toEqual([
      { test: 'range', says: 'a single number has no standard deviation, or one of 0' },
    ]);
    expect((await auditOne(row('3.0', '', 5, { min: '0' }), real)).verdict).toBe('possible');
    expect((await auditOne(row('3.0', '', null, { min: '0' }), real)).smallestN).toBe(2);
  });

  it('bounds that leave no number, no mean, or one number alone', async () => {
    expect((await auditOne(row('5', '1', 3, { min: '5', max: '4' }), real)).reasons[0]?.says).toBe(
      'there are no real numbers from 5 to 4',
    );
    expect((await auditOne(row('5.0', '1.0', 3, { min: '0', max: '4' }), real)).reasons[0]?.says).toMatch(
      /^3 real numbers from 0 to 4 have no mean that prints as 5.0$/,
    );
    expect((await auditOne(row('5.0', '-1.0', 3, { min: '0', max: '9' }), real)).reasons[0]?.says).toMatch(
      /cannot be negative/,
    );
    expect((await auditOne(row('3', '1', 4, { min: '3', max: '3' }), real)).verdict).toBe('impossible');
    expect((await auditOne(row('3', '0', 4, { min: '3', max: '3' }), real)).verdict).toBe('possible');
  });

  it.each([
    // The greatest deviation is at the least mean: 10 and 7.9.
    [row('9.0', '1.4', 2, { min: '0', max: '10' }), 'either', 'sample', true],
    // 10, 10, 10, 0 and 10, 0, 0, 0 alone: at both ends of the means it is less.
    [row('7.50', '5.000', 4, { min: '0', max: '10' }), 'round', 'sample', true],
    [row('2.50', '5.000', 4, { min: '0', max: '10' }), 'round', 'sample', true],
    [row('7.50', '5.001', 4, { min: '0', max: '10' }), 'round', 'sample', false],
    // 10 and 8.9, at the very end of both figures.
    [row('9.5', '0.6', 2, { min: '0', max: '10' }), 'round', 'population', true],
    // 0 and −1.2, whose mean −0.6 is cut off to −0.6: not among those of −0.5.
    [row('-0.5', '0.6', 2, { min: '-10', max: '0' }), 'truncate', 'population', false],
    [row('-0.6', '0.6', 2, { min: '-10', max: '0' }), 'truncate', 'population', true],
    // 0 and −10, whose mean is −5.
    [row('-4.9', '5.0', 2, { min: '-10', max: '0' }), 'truncate', 'population', false],
    [row('-5.0', '5.0', 2, { min: '-10', max: '0' }), 'truncate', 'population', true],
    // Three at most 4: any deviation up to √n times the distance of the mean from it.
    [row('1.00', '0.50', 5, { max: '4' }), 'round', 'sample', true],
    [row('1.00', '6.72', 5, { max: '4' }), 'round', 'sample', true],
    [row('1.00', '6.74', 5, { max: '4' }), 'round', 'sample', false],
  ] as const)('%o, %s, %s: %s', (input, rounding, sd, possible) => {
    expect(decideReal(claimOf(input, { rounding, sd }), BigInt(input.n ?? 0))).toBe(possible);
  });

  it.each([
    // n−1 zeros and one number: a deviation of √n means. −1.01 itself is cut off to −1.01.
    [row('1.00', '3.03', null, { min: '0' }), 'truncate', 9],
    [row('-1.00', '3.03', null, { max: '0' }), 'truncate', 10],
    [row('3.0', '1.0', null, { min: '0' }), 'round', 2],
    // Every mean that is cut off to −0.00 and not negative is 0.
    [row('-0.00', '1.00', null, { min: '0' }), 'truncate', null],
    // Two numbers have at most 3.5, three 4.3, and more than three less than 5.2 too.
    [row('7.50', '5.20', null, { min: '0', max: '10' }), 'round', null],
    [row('7.50', '5.00', null, { min: '0', max: '10' }), 'round', 4],
  ] as const)('the least n of %o, %s: %s', async (input, rounding, n) => {
    const { smallestN, verdict } = await auditOne(input, { ...real, rounding });
    expect({ smallestN, verdict }).toEqual({ smallestN: n, verdict: n === null ? 'impossible' : 'possible' });
  });
});

describe('counts at the ends of what they allow', () => {
  it('zeros alone have no deviation, however many they are', async () => {
    const { reasons, smallestN } = await auditOne(row('-0.00', '1.00'), { rounding: 'truncate' });
    expect(smallestN).toBeNull();
    expect(reasons).toEqual([
      { test: 'range', says: expect.stringMatching(/of at most 0.0000, however many they are$/) },
    ]);
  });

  it('the least n is that of trying every one, where a deviation is reached at the very end', async () => {
    // 10 ones and 15 zeros have the mean 0.4 and the deviation ½, which is printed as 0.5.
    const input = row('0.4', '0.4');
    const reading = { rounding: 'truncate', sd: 'sample' } as const;
    expect(toEnd(smallestSize(toWholeClaim(input, reading)))).toEqual({ n: 25n });
    expect((await auditOne(input, { rounding: 'truncate' })).smallestN).toBe(
      tryEverySize(0.4, 0.5, 0.4, 0.5),
    );
  });

  it('a mean alone: the least n with a whole sum', async () => {
    expect((await auditOne(row('3.27', ''), { rounding: 'round' })).smallestN).toBe(11);
    expect((await auditOne(row('3.00', ''), { rounding: 'round' })).smallestN).toBe(2);
    expect(await auditOne(row('3.00', ' '), { rounding: 'round' })).toMatchObject({ sd: null, smallestN: 2 });
    expect((await auditOne(row('0.0001', ''), { rounding: 'truncate' })).smallestN).toBe(5000);
  });

  it('bounds have four decimals, or one more than what is printed', async () => {
    const says = async (input: AuditInput) => (await auditOne(input, { rounding: 'round' })).reasons[0]?.says;
    expect(await says(row('0.5', '9', 4, { max: '1' }))).toMatch(/of at most 0\.5774$/);
    expect(await says(row('0.5', '9.00000', 4, { max: '1' }))).toMatch(/of at most 0\.577350$/);
    // A third of no whole number is from 1.45 to 1.55.
    expect(await says(row('15e-1', '', 3))).toMatch(/; the nearest are 1\.33 \(4\/3\) and 1\.67 \(5\/3\)$/);
    expect(await says(row('1.5', '', 3))).toMatch(/; the nearest are 1\.333 \(4\/3\) and 1\.667 \(5\/3\)$/);
  });

  it('one number, and bounds that leave none', async () => {
    expect((await auditOne(row('5', '1', 3, { min: '5', max: '4' }))).reasons[0]?.says).toBe(
      'there are no whole numbers from 5 to 4',
    );
    const { reasons } = await auditOne(row('3', '0.5', 1));
    expect(reasons).toEqual([
      { test: 'grimmer', says: 'a single number has no standard deviation, or one of 0' },
    ]);
  });
});

/** The least n ≥ 2 of which zeros and ones have a mean and a sample deviation in these ranges, their upper ends left out. */
function tryEverySize(meanFrom: number, meanTo: number, sdFrom: number, sdTo: number): number {
  for (let n = 2; ; n += 1)
    for (let ones = 0; ones <= n; ones += 1) {
      const sd = Math.sqrt((ones * (n - ones)) / (n * (n - 1)));
      if (ones / n >= meanFrom && ones / n < meanTo && sd >= sdFrom && sd < sdTo) return n;
    }
}
