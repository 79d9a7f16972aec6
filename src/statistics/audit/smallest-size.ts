import { compareRatios, greatestVariance, leastVariance, mostSize, type Ratio, squareOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { decideWhole } from './decide-whole.ts';
import { ceilDivide, floorDivide, greatestOf } from './integers.ts';
import type { Interval, Rounding } from './interval.ts';
import type { Search } from './search.ts';
import { nextSize } from './size-bounds.ts';
import { sizesWithSum } from './sizes.ts';

/** The least n ≥ 2 that fits, or why none does. */
export type SmallestSize =
  | { n: bigint }
  /** `low`, `high`: the deviation is below or above all that such a mean allows, for every n. */
  | { n: null; why: 'low' | 'high' }
  /** Above `upTo` numbers the deviation is too high, and none of the smaller n fits. */
  | { n: null; why: 'searched'; upTo: bigint };

/**
 * The least number of whole numbers that a claim can be true of. The search ends: with g the least f(1−f) and p the
 * greatest m(cap−m) that the means allow, n numbers have a sample variance between n/(n−1)·g and n/(n−1)·p (without
 * the factor where the denominator is n), so that a claim outside both for large n is refuted by that alone. Otherwise
 * some mean m of the interval has f(1−f) < high² and low² < m(cap−m) at once (every m has one of them, and the interval
 * is connected), the claim holds on an open set about it, and every large n has a sum and a sum of squares in there that
 * `isSurelyReached` accepts.
 */
export function* smallestSize(claim: Claim): Search<SmallestSize> {
  const { mean, sd, lost } = claim;
  if (sd === null) return { n: sizesWithSum(mean, 2n).next().value };
  const range = sizeRange(claim, sd);
  if ('why' in range) return range;
  const { from, upTo } = range;
  let sizes = sizesWithSum(mean, from);
  for (;;) {
    const { value: n } = sizes.next();
    if (upTo !== null && n > upTo) return { n: null, why: 'searched', upTo };
    if ((yield* decideWhole(claim, n)) === 'fits') return { n };
    yield;
    const next = nextSize(sd, n + 1n, lost);
    if (next > n + 1n) sizes = sizesWithSum(mean, next);
  }
}

/**
 * The same, but for a deviation at the very end of what a cut figure stands for only where no other n fits: such a
 * deviation is printed as the next figure, unless a double fell short of it.
 */
export function* smallestProperSize(claim: Claim, rounding: Rounding): Search<SmallestSize> {
  const { sd } = claim;
  if (sd === null || rounding === 'round' || sd.low === sd.high) return yield* smallestSize(claim);
  const proper = yield* smallestSize({ ...claim, sd: { ...sd, open: 'high' } });
  return proper.n === null ? yield* smallestSize(claim) : proper;
}

/** Between which sizes the deviation is in reach at all. */
function sizeRange(
  claim: Claim,
  sd: Interval,
): { from: bigint; upTo: bigint | null } | { n: null; why: 'low' | 'high' } {
  const { mean, lost } = claim;
  const high = squareOf(sd.high, sd);
  const low = squareOf(sd.low, sd);
  const tooLow = sizeAtLeast(leastVariance(mean), high, { open: sd.open === 'high', lost });
  if (tooLow === null) return { n: null, why: 'low' };
  let from = greatestOf(2n, tooLow);
  // Numbers that are not all equal have n·Σx² − S² of at least n−1, and so a sample variance of at least 1/n. That of a
  // population, (n−1)/n², is greater than h = high² as long as n ≤ 1/h − 2.
  if (low.over > 0n) from = greatestOf(from, ceilDivide(high.under, high.over) - 2n * (1n - lost));
  const most = greatestVariance(claim);
  if (most !== null) {
    const upTo = mostSize(low, most, lost);
    return upTo !== null && upTo < 2n ? { n: null, why: 'high' } : { from, upTo };
  }
  // n numbers from 0 with mean m have a sample variance of at most n·m².
  if (low.over > 0n && mean.high === 0n) return { n: null, why: 'high' };
  if (low.over > 0n) from = greatestOf(from, quotient(low, squareOf(mean.high, mean)));
  return { from, upTo: null };
}

/** The least n for which n/(n−lost)·g is at most `high` (below it, when that is open); null for none. */
function sizeAtLeast(g: Ratio, high: Ratio, { open, lost }: { open: boolean; lost: bigint }): bigint | null {
  if (g.over === 0n) return 2n;
  const order = compareRatios(g, high);
  if (lost === 0n) return order < 0n || (order === 0n && !open) ? 2n : null;
  if (order >= 0n) return null;
  const room = difference(high, g);
  const whole = quotient(high, room);
  const exact = whole * room.over * high.under === high.over * room.under;
  return exact && !open ? whole : whole + 1n;
}

const difference = (a: Ratio, b: Ratio): Ratio => ({
  over: a.over * b.under - b.over * a.under,
  under: a.under * b.under,
});

/** Floor of a/b. */
const quotient = (a: Ratio, b: Ratio): bigint => floorDivide(a.over * b.under, a.under * b.over);
