import { compareRatios, greatestVariance, mostSize, type Ratio, squareOf } from './bounds.ts';
import type { Claim } from './claim.ts';
import { ceilDivide, floorDivide, greatestOf } from './integers.ts';
import type { Search } from './search.ts';
import type { SmallestSize } from './smallest-size.ts';

/**
 * Can n real numbers from 0 to the cap have such a mean and such a deviation? Their variance takes every value from 0 to
 * the one of the most unequal choice: as many at the cap as the sum allows, one between, the others 0.
 */
export function decideReal({ mean, sd, cap, bounded, lost }: Claim, n: bigint): boolean {
  if (sd === null) return true;
  if (n < 2n) return sd.low === 0n;
  if (!bounded || sd.low === 0n) return true;
  const wanted = squareOf(sd.low, sd);
  if (cap === null) {
    const most = squareOf(mean.high, mean);
    // All but one at 0: (n−1)·n·m² over the degrees of freedom.
    const spread = { over: n * (n - 1n) * most.over, under: (n - lost) * most.under };
    const order = compareRatios(spread, wanted);
    return order > 0n || (order === 0n && mean.open !== 'high');
  }
  const { low, high, scale, open } = mean;
  const top = cap * scale;
  // The most that a sum (times scale) allows minus what is wanted; convex between multiples of the cap, so that the
  // greatest is at one of them or at an end.
  const excess = (sum: bigint): bigint => {
    const full = top === 0n ? 0n : sum / top;
    const rest = sum - full * top;
    const spread: Ratio = {
      over: n * (full * top * top + rest * rest) - sum * sum,
      under: n * scale * scale,
    };
    return compareRatios(spread, { over: (n - lost) * wanted.over, under: wanted.under });
  };
  if (excess(n * high) >= 0n) return true;
  const lowest = excess(n * low);
  if (lowest > 0n || (lowest === 0n && open === null)) return true;
  if (top === 0n) return false;
  const first = ceilDivide(n * low, top);
  const final = floorDivide(n * high, top);
  return [n / 2n, (n + 1n) / 2n].some((half) => {
    const full = half < first ? first : half > final ? final : half;
    return (
      full >= first && full <= final && (full * top > n * low || open === null) && excess(full * top) >= 0n
    );
  });
}

/** The least number of real numbers that a claim can be true of; the search ends as that of `smallestSize` does. */
export function* smallestRealSize(claim: Claim): Search<SmallestSize> {
  const { mean, sd, cap, bounded, lost } = claim;
  if (sd === null || !bounded || sd.low === 0n) return { n: 2n };
  const wanted = squareOf(sd.low, sd);
  const most = greatestVariance({ ...claim, cap });
  if (most === null) {
    if (mean.high === 0n) return { n: null, why: 'high' };
    const each = squareOf(mean.high, mean);
    const n = ceilDivide(wanted.over * each.under, wanted.under * each.over) + 1n - lost;
    return { n: greatestOf(2n, decideReal(claim, n) || n < 2n ? n : n + 1n) };
  }
  const upTo = mostSize(wanted, most, lost);
  if (upTo !== null && upTo < 2n) return { n: null, why: 'high' };
  for (let n = 2n; ; n += 1n) {
    if (upTo !== null && n > upTo) return { n: null, why: 'searched', upTo };
    if (decideReal(claim, n)) return { n };
    yield;
  }
}
