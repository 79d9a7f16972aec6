import type { Claim } from './claim.ts';
import { floorDivide, greatestOf, leastOf } from './integers.ts';
import type { Interval } from './interval.ts';

/** A ratio of whole numbers; the denominator is positive. */
export interface Ratio {
  over: bigint;
  under: bigint;
}

/**
 * The greatest lower bound of f(1−f) over the means, f being the fractional part: the variance (n denominator) that
 * whole numbers with such a mean have at least, reached by two neighbouring numbers.
 */
export function leastVariance({ low, high, scale }: Interval): Ratio {
  const fractionOf = (end: bigint) => ((end % scale) + scale) % scale;
  const from = fractionOf(low);
  const under = scale * scale;
  const toNext = scale - from;
  if (from === 0n || high - low >= toNext) return { over: 0n, under };
  const to = from + high - low;
  return { over: leastOf(from * (scale - from), to * (scale - to)), under };
}

/**
 * The least upper bound of m(cap−m) over the means: the variance (n denominator) that numbers from 0 to the cap with
 * such a mean have at most. Null without a cap: there is no bound that holds for every n.
 */
export function greatestVariance({ mean, cap }: Claim): Ratio | null {
  if (cap === null) return null;
  const { low, high, scale } = mean;
  const top = cap * scale;
  const spreadAt = (end: bigint) => end * (top - end);
  const under = scale * scale;
  // The parabola's top, where the means reach it; in quarters.
  if (2n * low <= top && top <= 2n * high) return { over: top * top, under: 4n * under };
  return { over: greatestOf(spreadAt(low), spreadAt(high)), under };
}

/**
 * The greatest n for which n/(n−lost)·p is at least the variance wanted, p being the greatest one with the denominator
 * n; null where every n will do.
 */
export function mostSize(wanted: Ratio, p: Ratio, lost: bigint): bigint | null {
  const short = compareRatios(wanted, p);
  if (short <= 0n) return null;
  return lost === 0n ? 0n : floorDivide(wanted.over * p.under, short);
}

/** The square of an end of an interval. */
export const squareOf = (end: bigint, { scale }: Interval): Ratio => ({
  over: end * end,
  under: scale * scale,
});

/** Negative, 0 or positive as a is below, equal to or above b. */
export function compareRatios(a: Ratio, b: Ratio): bigint {
  return a.over * b.under - b.over * a.under;
}
