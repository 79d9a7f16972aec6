import { compareRatios, squareOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { ceilDivide, floorDivide, floorSqrt, greatestOf, leastOf } from './integers.ts';
import type { Interval } from './interval.ts';
import { isReachable } from './reachable.ts';
import type { Search } from './search.ts';
import { leastDeviation, mostDeviation, type Sums } from './size-bounds.ts';

/**
 * How n whole numbers relate to a claim: `fits`; `sum`: no sum gives the mean (GRIM); `low`, `high`: the deviation is
 * below the least or above the greatest that any such sum allows; `squares`: between them, but no sum of squares that n
 * whole numbers have gives it (GRIMMER).
 */
export type WholeOutcome = 'fits' | 'sum' | 'low' | 'high' | 'squares';

/** Decides the claim for n whole numbers from 0 to the cap; a single one has no deviation, which may be printed as 0. */
export function* decideWhole({ mean, sd, cap, lost }: Claim, n: bigint): Search<WholeOutcome> {
  const sums = sumsOf(mean, n);
  if (sums.first > sums.last) return 'sum';
  if (sd === null) return 'fits';
  if (n < 2n) return sd.low === 0n ? 'fits' : 'squares';
  const degrees = n * (n - lost);
  for (const sum of candidateSums(sums, sd, { n, degrees, cap })) {
    const squares = squaresOf(sd, { n, degrees, sum });
    if (yield* isReachable({ n, sum, ...squares, cap: cap ?? sum })) return 'fits';
    yield;
  }
  const high = compareRatios(leastDeviation(sums, n, lost), squareOf(sd.high, sd));
  if (high > 0n || (high === 0n && sd.open === 'high')) return 'low';
  const below = compareRatios(mostDeviation(sums, n, { cap, lost }), squareOf(sd.low, sd)) < 0n;
  return below ? 'high' : 'squares';
}

/** The sums of n whole numbers whose mean is in the interval; none where the first is above the last. */
export function sumsOf({ low, high, scale, open }: Interval, n: bigint): Sums {
  return {
    first: open === 'low' ? floorDivide(n * low, scale) + 1n : ceilDivide(n * low, scale),
    last: floorDivide(n * high, scale),
  };
}

/**
 * The whole sums of squares that give n numbers with this sum a standard deviation in the interval.
 * @param degrees n times the degrees of freedom
 */
export function squaresOf(
  { low, high, scale, open }: Interval,
  { n, degrees, sum }: { n: bigint; degrees: bigint; sum: bigint },
): { low: bigint; high: bigint } {
  // With f degrees of freedom f·sd² = Q − sum²/n, so that Q = (n·f·sd² + sum²)/n.
  const under = n * scale * scale;
  const part = sum * sum * scale * scale;
  const above = degrees * high * high + part;
  return {
    low: ceilDivide(degrees * low * low + part, under),
    high: open === 'high' ? ceilDivide(above, under) - 1n : floorDivide(above, under),
  };
}

/**
 * The sums that the deviation leaves over, ascending; the others are jumped over, for there can be very many.
 *
 * - Not too equal: n numbers with sum S have n·Σx² − S² of at least d(n−d), d = S mod n, so that d(n−d) ≤ n·f·sd², f
 *   being the degrees of freedom.
 * - Not too unequal: Σx² is at most S² and at most S·cap, so that S²(n−1) ≥ n·f·sd² and S(n·cap − S) ≥ n·f·sd².
 */
function* candidateSums(
  { first, last }: Sums,
  sd: Interval,
  { n, degrees, cap }: { n: bigint; degrees: bigint; cap: bigint | null },
): Generator<bigint> {
  const unit = sd.scale * sd.scale;
  const most =
    sd.open === 'high'
      ? ceilDivide(degrees * sd.high * sd.high, unit) - 1n
      : floorDivide(degrees * sd.high * sd.high, unit);
  const apart = n * n - 4n * most;
  const nearest = apart <= 0n ? n : (n - ceilSqrt(apart)) / 2n;
  const { from, to } = boundSums(ceilDivide(degrees * sd.low * sd.low, unit), n, cap);
  const end = to === null ? last : leastOf(last, to);
  let sum = greatestOf(first, from);
  while (sum <= end) {
    const above = sum % n;
    if (above <= nearest || n - above <= nearest) yield sum;
    else sum += n - above - nearest - 1n;
    sum += 1n;
  }
}

/** The sums for which S² ≥ needed/(n−1) and S(n·cap − S) ≥ needed. */
function boundSums(needed: bigint, n: bigint, cap: bigint | null): { from: bigint; to: bigint | null } {
  const from = ceilSqrt(ceilDivide(needed, n - 1n));
  if (cap === null) return { from, to: null };
  const top = n * cap;
  const square = top * top - 4n * needed;
  if (square < 0n) return { from: 1n, to: 0n };
  const root = floorSqrt(square);
  return { from: greatestOf(from, (top - root) / 2n), to: (top + root + 1n) / 2n };
}

/** The least whole number whose square is at least this. */
function ceilSqrt(square: bigint): bigint {
  const root = floorSqrt(square);
  return root * root < square ? root + 1n : root;
}
