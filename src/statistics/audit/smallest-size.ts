import { compareRatios, greatestVariance, leastVariance, type Ratio, squareOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { decideWhole } from './decide-whole.ts';
import { floorDivide, greatest } from './integers.ts';
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
 * greatest m(cap−m) that the means allow, n numbers have a sample variance between n/(n−1)·g and n/(n−1)·p, so that a
 * claim outside both for large n is refuted by that alone. Otherwise some mean m of the interval has
 * f(1−f) < high² and low² < m(cap−m) at once (every m has one of them, and the interval is connected), the claim holds
 * on an open set about it, and every large n has a sum and a sum of squares in there that `isSurelyReached` accepts.
 */
export function smallestSize(claim: Claim): SmallestSize {
  const { mean, sd } = claim;
  let from = 2n;
  let upTo: bigint | null = null;
  if (sd !== null) {
    const high = squareOf(sd.high, sd);
    const low = squareOf(sd.low, sd);
    const tooLow = atLeast(leastVariance(mean), high, sd.open);
    if (tooLow === null) return { n: null, why: 'low' };
    from = greatest(from, tooLow);
    const most = greatestVariance(claim);
    if (most === null) {
      // n numbers from 0 with mean m have a sample variance of at most n·m².
      if (low.over > 0n && mean.high === 0n) return { n: null, why: 'high' };
      if (low.over > 0n) from = greatest(from, quotient(low, squareOf(mean.high, mean)));
    } else if (compareRatios(low, most) > 0n) {
      upTo = quotient(low, difference(low, most));
      if (upTo < 2n) return { n: null, why: 'high' };
    }
  }
  for (const n of sizesWithSum(mean, from)) {
    if (upTo !== null && n > upTo) return { n: null, why: 'searched', upTo };
    if (decideWhole(claim, n) === 'fits') return { n };
  }
  return { n: null, why: 'high' };
}

/** The least n for which n/(n−1)·g is at most `high` (below it, when that is open); null for none. */
function atLeast(g: Ratio, high: Ratio, open: boolean): bigint | null {
  if (g.over === 0n) return 2n;
  if (compareRatios(g, high) >= 0n) return null;
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
