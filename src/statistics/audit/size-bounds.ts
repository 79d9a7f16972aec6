import { compareRatios, type Ratio } from './bounds.ts';
import type { Claim } from './claim.ts';
import { ceilDivide, greatestOf, leastOf } from './integers.ts';
import type { Interval } from './interval.ts';
import { greatestSquares, leastSquares } from './squares.ts';

/** The sums that a mean allows, from the first to the last. */
export interface Sums {
  first: bigint;
  last: bigint;
}

/** The least variance (denominator n − lost) of n whole numbers with one of these sums: that of the sum nearest to a multiple of n. */
export function leastDeviation({ first, last }: Sums, n: bigint, lost: bigint): Ratio {
  const multiple = (last / n) * n;
  const candidates = [first, last, greatestOf(first, leastOf(last, multiple))];
  return candidates
    .map((sum) => variance(leastSquares(n, sum), sum, { n, lost }))
    .reduce((a, b) => (compareRatios(a, b) <= 0n ? a : b));
}

/**
 * The greatest variance (denominator n − lost) of n whole numbers from 0 to the cap with one of these sums. It is convex
 * between multiples of the cap, so that it is that of an end, or of the multiple nearest to half of all at the cap.
 */
export function mostDeviation(
  { first, last }: Sums,
  n: bigint,
  { cap, lost }: Pick<Claim, 'cap' | 'lost'>,
): Ratio {
  const nearestFull = (half: bigint, of: bigint): bigint =>
    of * greatestOf(ceilDivide(first, of), leastOf(half, last / of));
  const full =
    cap === null || cap === 0n ? [] : [n / 2n, (n + 1n) / 2n].map((half) => nearestFull(half, cap));
  return [first, last, ...full.filter((sum) => sum <= last)]
    .map((sum) => variance(greatestSquares(sum, cap ?? sum), sum, { n, lost }))
    .reduce((a, b) => (compareRatios(a, b) >= 0n ? a : b));
}

const variance = (squares: bigint, sum: bigint, { n, lost }: { n: bigint; lost: bigint }): Ratio => ({
  over: n * squares - sum * sum,
  under: n * (n - lost),
});

/**
 * The least n from `from` that a small deviation leaves over: `from` itself where it is not below √⅛.
 *
 * With D the distance of the sum from the nearest multiple of n, Σ(x−mean)² = D − D²/n + 2j for some whole j ≥ 0: just
 * below a whole number T = D + 2j. With f = n − lost it is at most f·high², so that D ≤ 2·f·high² (from 4·f·high² ≤ n),
 * and D²/n ≤ 4n·high⁴. So some T of at least f·low² is at most f·high² + 4n·high⁴.
 */
export function nextSize({ low, high, scale }: Interval, from: bigint, lost: bigint): bigint {
  const unit = scale * scale;
  const most = high * high;
  if (8n * most > unit) return from;
  const whole = ceilDivide((from - lost) * low * low, unit) * unit * unit;
  const each = most * unit + 4n * most * most;
  const next = ceilDivide(whole + lost * most * unit, each);
  return greatestOf(from, next);
}
