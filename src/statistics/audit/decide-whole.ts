import type { Claim } from './claim.ts';
import { ceilDivide, floorDivide, greatest, least } from './integers.ts';
import type { Interval } from './interval.ts';
import { reachable } from './reachable.ts';
import { greatestSquares, leastSquares } from './squares.ts';

/**
 * What n whole numbers say to a claim: `fits`; `sum`: no sum gives the mean (GRIM); `low`, `high`: the deviation is
 * below the least or above the greatest that any such sum allows; `squares`: between them, but no sum of squares that n
 * whole numbers have gives it (GRIMMER).
 */
export type Outcome = 'fits' | 'sum' | 'low' | 'high' | 'squares';

/** Decides the claim for n whole numbers from 0 to the cap; a deviation needs two of them. */
export function decideWhole({ mean, sd, cap }: Claim, n: bigint): Outcome {
  const { first, last } = sumsOf(mean, n);
  if (first > last) return 'sum';
  if (sd === null) return 'fits';
  if (n < 2n) return 'squares';
  let low = true;
  let high = true;
  for (const sum of fromTheRoundest(first, last, n)) {
    const squares = squaresOf(sd, n, sum);
    const equal = leastSquares(n, sum);
    const unequal = greatestSquares(sum, cap ?? sum);
    if (squares.high >= equal) low = false;
    if (squares.low <= unequal) high = false;
    if (squares.high < equal || squares.low > unequal) continue;
    if (reachable({ n, sum, ...squares, cap: cap ?? sum })) return 'fits';
  }
  return low ? 'low' : high ? 'high' : 'squares';
}

/** The sums of n whole numbers whose mean is in the interval; none where the first is above the last. */
export function sumsOf({ low, high, scale, open }: Interval, n: bigint): { first: bigint; last: bigint } {
  return {
    first: ceilDivide(n * low, scale),
    last: open ? ceilDivide(n * high, scale) - 1n : floorDivide(n * high, scale),
  };
}

/** The whole sums of squares that give n numbers with this sum a sample standard deviation in the interval. */
function squaresOf(
  { low, high, scale, open }: Interval,
  n: bigint,
  sum: bigint,
): { low: bigint; high: bigint } {
  // (n−1)·sd² = Q − sum²/n, so that Q = (n(n−1)·sd² + sum²)/n.
  const under = n * scale * scale;
  const part = sum * sum * scale * scale;
  const degrees = n * (n - 1n);
  const above = degrees * high * high + part;
  return {
    low: ceilDivide(degrees * low * low + part, under),
    high: open ? ceilDivide(above, under) - 1n : floorDivide(above, under),
  };
}

/**
 * The sums from first to last, those next to a multiple of n first: where the mean is nearly whole, small deviations are
 * possible. Then the greatest, where large ones are.
 */
function* fromTheRoundest(first: bigint, last: bigint, n: bigint): Generator<bigint> {
  const multiple = ((first + last) / (2n * n) + ((first + last) % (2n * n) >= n ? 1n : 0n)) * n;
  const start = greatest(first, least(last, multiple));
  yield start;
  for (let away = 1n; start + away <= last || start - away >= first; away += 1n) {
    if (start + away <= last) yield start + away;
    if (start - away >= first) yield start - away;
  }
}
