import { describe, expect, it } from 'vitest';
import { type DeviationCell, expectedPairs } from '../../../src/statistics/audit/expected-pairs.ts';
import type { Interval } from '../../../src/statistics/audit/interval.ts';
import { leastDeviation, mostDeviation, nextSize } from '../../../src/statistics/audit/size-bounds.ts';
import { sizesWithSum } from '../../../src/statistics/audit/sizes.ts';
import { isSurelyReached } from '../../../src/statistics/audit/squares.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

/** Every sum of squares of n whole numbers from 0 to the cap with this sum. */
const listSquares = (n: number, sum: number, cap: number): Set<number> => {
  if (n === 0) return new Set(sum === 0 ? [0] : []);
  const all = new Set<number>();
  for (let last = 0; last <= Math.min(cap, sum); last += 1)
    for (const rest of listSquares(n - 1, sum - last, cap)) all.add(rest + last * last);
  return all;
};

it('the least and the greatest variance of some sums are those of every choice of numbers', () => {
  const asNumber = ({ over, under }: { over: bigint; under: bigint }) => Number(over) / Number(under);
  for (const [n, cap] of [
    [3, 0],
    [2, 3],
    [3, 2],
    [4, 3],
    [5, 2],
  ] as const)
    for (let first = 0; first <= n * cap; first += 1)
      for (let last = first; last <= n * cap; last += 1)
        for (const lost of [0, 1]) {
          const sums = Array.from({ length: last - first + 1 }, (_, more) => first + more);
          const variancesUpTo = (most: number) =>
            sums.flatMap((sum) =>
              [...listSquares(n, sum, most)].map((squares) => (squares - sum ** 2 / n) / (n - lost)),
            );
          const range = { first: BigInt(first), last: BigInt(last) };
          const [size, degrees] = [BigInt(n), BigInt(lost)];
          const capped = variancesUpTo(cap);
          expect(asNumber(leastDeviation(range, size, degrees))).toBeCloseTo(Math.min(...capped), 12);
          const most = mostDeviation(range, size, { cap: BigInt(cap), lost: degrees });
          expect(asNumber(most)).toBeCloseTo(Math.max(...capped), 12);
          if (n > 3) continue;
          const free = mostDeviation(range, size, { cap: null, lost: degrees });
          expect(asNumber(free)).toBeCloseTo(Math.max(...variancesUpTo(last)), 12);
        }
});

describe('sizes for which a whole sum fits', () => {
  /** By trying every one: the least whole number from n·low on is not above n·high. */
  const isSize = ({ low, high, scale, open }: Interval, n: bigint): boolean => {
    const from = n * low + (open === 'low' ? 1n : 0n);
    const sum = ((from + scale - 1n) / scale) * scale;
    return open === 'high' ? sum < n * high : sum <= n * high;
  };

  it.each([
    ['from 1, a printed mean', 10_000n, 1n],
    ['beyond those that are tried one by one', 1_000_000n, 2500n],
    ['of so many digits that none is tried one by one', 10n ** 13n, 1n],
  ])('are those that a trial of every size finds: %s', (_, scale, from) => {
    const random = seededRandom(`sizes ${scale}`);
    for (const open of [null, 'low', 'high'] as const) {
      for (let round = 0; round < 10; round += 1) {
        const low = BigInt(Math.floor(random() * Number(scale)));
        const interval = { low, high: low + scale / 5000n, scale, open };
        const sizes = sizesWithSum(interval, from);
        const expected: bigint[] = [];
        for (let n = from; expected.length < 4; n += 1n) if (isSize(interval, n)) expected.push(n);
        expect(expected.map(() => sizes.next().value)).toEqual(expected);
      }
    }
  });
});

it('a deviation near 0 needs very many numbers: sizes are jumped over, and only those that cannot have it', () => {
  // At most 0.011: with one number apart from the others, 1 − 1/n over n − 1, so n ≥ 1/0.011² = 8264.
  const next = nextSize({ low: 10n, high: 11n, scale: 1000n, open: null }, 2n, 1n);
  expect(next).toBeGreaterThan(8200n);
  expect(next).toBeLessThanOrEqual(8265n);
  // From there to 1/0.01² = 10000 one apart will do; then none does until two are.
  expect(nextSize({ low: 10n, high: 11n, scale: 1000n, open: null }, 9000n, 1n)).toBe(9000n);
  const second = nextSize({ low: 10n, high: 11n, scale: 1000n, open: null }, 10_500n, 1n);
  expect(second).toBeGreaterThan(16_000n);
  expect(second).toBeLessThanOrEqual(16_530n);
  // Not below √⅛ nothing is known.
  expect(nextSize({ low: 300n, high: 354n, scale: 1000n, open: null }, 2n, 1n)).toBe(2n);
});

describe('sums of squares that are surely reached', () => {
  it('are reached, and not more than there are', () => {
    let proven = 0;
    for (let n = 2; n <= 5; n += 1)
      for (let cap = 1; cap <= 5; cap += 1)
        for (let sum = 1; sum <= n * cap; sum += 1) {
          const squares = listSquares(n, sum, cap);
          const least = Math.min(...squares);
          for (let excess = 0; excess <= 12; excess += 1) {
            if (!isSurelyReached(BigInt(n), BigInt(sum), BigInt(excess), BigInt(cap))) continue;
            proven += 1;
            for (let more = 0; more <= excess; more += 1) expect(squares).toContain(least + 2 * more);
          }
        }
    expect(proven).toBeGreaterThan(200);
  });

  it('by the theorems of Lagrange and Gauss, as far as they go', () => {
    // Ten threes: five pairs, spread by up to 3. Two of the squares are 9 at most, beside the four of the theorem.
    expect([5n, 18n, 19n].map((excess) => isSurelyReached(10n, 30n, excess, 9n))).toEqual([
      true,
      true,
      false,
    ]);
    // Three pairs are too few for it, and a cap that leaves no room for any.
    expect([3n, 4n].map((excess) => isSurelyReached(6n, 18n, excess, 9n))).toEqual([true, false]);
    expect(isSurelyReached(10n, 30n, 1n, 3n)).toBe(false);
    // 26 ones among 100: half of them as twos; and three numbers a, b, c with a + b + c up to 26 of an excess up to 107.
    expect([13n, 107n, 108n].map((excess) => isSurelyReached(100n, 26n, excess, 99n))).toEqual([
      ...[true, true, false],
    ]);
    expect([13n, 14n].map((excess) => isSurelyReached(100n, 26n, excess, 2n))).toEqual([true, false]);
    expect(isSurelyReached(100n, 26n, 1n, 1n)).toBe(false);
  });
});

describe('pairs that chance would bring', () => {
  const pace = async () => {};
  /** A row of this deviation; `reached` of its deviations lie in any interval, null for one whose are not few. */
  const cell = (
    row: number,
    units: bigint,
    exponent: number,
    reached: number | null = null,
  ): DeviationCell => ({
    ...{ row, key: `cell ${row}`, mean: { units: 0n, exponent: 0, negative: false } },
    sd: { units, exponent, negative: false },
    size: Number(units) * 10 ** exponent,
    lattice: reached === null ? null : { count: () => reached },
  });

  it('w/(1.5·sd) for each two that are near each other, w half as much again where the precisions differ', async () => {
    const [a, b, fine] = [cell(0, 4000n, -3), cell(1, 5000n, -3), cell(2, 41230n, -4)];
    expect(await expectedPairs([a, b], pace)).toBeCloseTo((0.001 / 6 + 0.001 / 7.5) / 2, 12);
    expect(await expectedPairs([a, fine], pace)).toBeCloseTo((1.5 * 0.001) / 6, 12);
    expect(await expectedPairs([a, cell(1, 8001n, -3)], pace)).toBe(0);
    expect(await expectedPairs([a, { ...b, key: a.key }], pace)).toBeCloseTo(0, 12);
  });

  it('few deviations are those whose squares are within a factor of two; one in so many prints as the other', async () => {
    const asked: number[] = [];
    const few = cell(0, 4000n, -3, 0);
    const count = ({ low, high, scale }: Interval): number => {
      asked.push(Number(low) / Number(scale), Number(high) / Number(scale));
      return asked.length === 2 ? 500 : 3;
    };
    expect(await expectedPairs([{ ...few, lattice: { count } }, cell(1, 5000n, -3)], pace)).toBe(3 / 500);
    const [low = 0, high = 0, ...printed] = asked;
    expect(Math.abs(low / 4 - Math.SQRT1_2)).toBeLessThan(2e-4);
    expect(Math.abs(high / 4 - Math.SQRT2)).toBeLessThan(4e-4);
    expect(printed).toEqual([4.9995, 5.001]);
  });

  it('of very many pairs some stand for all', async () => {
    const lattice = { count: ({ low, high }: Interval) => (2n * high > 3n * low ? 1_000_000_000 : 1) };
    const cells = Array.from({ length: 800 }, (_, row) => ({ ...cell(row, 4000n, -3), lattice }));
    const all = (800 * 799) / 2 / 1e9;
    expect(Math.abs((await expectedPairs(cells, pace)) / all - 1)).toBeLessThan(0.01);
  });

  it('and of a row of few deviations the likelier direction', async () => {
    const few = cell(0, 4000n, -3, 0);
    expect(await expectedPairs([few, cell(1, 5000n, -3)], pace)).toBeCloseTo(0.001 / 6, 12);
    expect(await expectedPairs([few, cell(1, 50_000n, -4)], pace)).toBeCloseTo((1.5 * 0.001) / 6, 12);
    expect(await expectedPairs([few, cell(1, 8001n, -3)], pace)).toBe(0);
    expect(await expectedPairs([few, cell(1, 1999n, -3)], pace)).toBe(0);
    expect(await expectedPairs([few, { ...cell(1, 5000n, -3), key: few.key }], pace)).toBe(0);
    // Every deviation of it prints as the other's.
    expect(await expectedPairs([cell(0, 4000n, -3, 7), cell(1, 5000n, -3)], pace)).toBe(1);
  });
});
