import { compareRatios, squareOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { ceilDivide, floorDivide, floorSqrt, greatest, least } from './integers.ts';
import type { Interval } from './interval.ts';
import { isReachable } from './reachable.ts';
import { leastDeviation, mostDeviation, type Sums } from './size-bounds.ts';

/**
 * What n whole numbers say to a claim: `fits`; `sum`: no sum gives the mean (GRIM); `low`, `high`: the deviation is
 * below the least or above the greatest that any such sum allows; `squares`: between them, but no sum of squares that n
 * whole numbers have gives it (GRIMMER).
 */
export type Outcome = 'fits' | 'sum' | 'low' | 'high' | 'squares';

/** Decides the claim for n whole numbers from 0 to the cap; a deviation needs two of them. */
export function decideWhole({ mean, sd, cap }: Claim, n: bigint): Outcome {
  const sums = sumsOf(mean, n);
  if (sums.first > sums.last) return 'sum';
  if (sd === null) return 'fits';
  if (n < 2n) return 'squares';
  for (const sum of candidateSums(sums, sd, n, cap)) {
    if (isReachable({ n, sum, ...squaresOf(sd, n, sum), cap: cap ?? sum })) return 'fits';
  }
  const high = compareRatios(leastDeviation(sums, n), squareOf(sd.high, sd));
  if (high > 0n || (high === 0n && sd.open)) return 'low';
  return compareRatios(mostDeviation(sums, n, cap), squareOf(sd.low, sd)) < 0n ? 'high' : 'squares';
}

/** The sums of n whole numbers whose mean is in the interval; none where the first is above the last. */
export function sumsOf({ low, high, scale, open }: Interval, n: bigint): Sums {
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
 * The sums that the deviation leaves over, ascending; the others are jumped over, for there can be very many.
 *
 * - Not too equal: n numbers with sum S have n·Σx² − S² of at least d(n−d), d = S mod n, so that d(n−d) ≤ n(n−1)·sd².
 * - Not too unequal: Σx² is at most S² and at most S·cap, so that S² ≥ n·sd² and S(n·cap − S) ≥ n(n−1)·sd².
 */
function* candidateSums(
  { first, last }: Sums,
  sd: Interval,
  n: bigint,
  cap: bigint | null,
): Generator<bigint> {
  const unit = sd.scale * sd.scale;
  const degrees = n * (n - 1n);
  const most = sd.open
    ? ceilDivide(degrees * sd.high * sd.high, unit) - 1n
    : floorDivide(degrees * sd.high * sd.high, unit);
  const apart = n * n - 4n * most;
  const nearest = apart <= 0n ? n : (n - ceilSqrt(apart)) / 2n;
  const { from, to } = notTooUnequal(ceilDivide(degrees * sd.low * sd.low, unit), n, cap);
  const end = to === null ? last : least(last, to);
  let sum = greatest(first, from);
  while (sum <= end) {
    const above = sum % n;
    if (above <= nearest || n - above <= nearest) yield sum;
    else sum += n - above - nearest - 1n;
    sum += 1n;
  }
}

/** The sums for which S² ≥ needed/(n−1) and S(n·cap − S) ≥ needed. */
function notTooUnequal(needed: bigint, n: bigint, cap: bigint | null): { from: bigint; to: bigint | null } {
  const from = ceilSqrt(ceilDivide(needed, n - 1n));
  if (cap === null) return { from, to: null };
  const top = n * cap;
  const square = top * top - 4n * needed;
  if (square < 0n) return { from: 1n, to: 0n };
  const root = floorSqrt(square);
  return { from: greatest(from, (top - root) / 2n), to: (top + root + 1n) / 2n };
}

/** The least whole number whose square is at least this. */
function ceilSqrt(square: bigint): bigint {
  const root = floorSqrt(square);
  return root * root < square ? root + 1n : root;
}
