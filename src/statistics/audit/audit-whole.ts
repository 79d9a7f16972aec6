import { greatestVariance, leastVariance, type Ratio } from './bounds.ts';
import { type AuditInput, type Claim, toWholeClaim } from './claim.ts';
import { decideWhole, sumsOf } from './decide-whole.ts';
import { type Finding, formatMean, formatRoot, numbersOf, type Reason } from './explain.ts';
import { floorDivide } from './integers.ts';
import type { Rounding } from './interval.ts';
import { outOfRange } from './out-of-range.ts';
import { leastDeviation, mostDeviation } from './size-bounds.ts';
import { smallestSize } from './smallest-size.ts';

/** The tests of one row about whole numbers. */
export function auditWhole(input: AuditInput, rounding: Rounding): Finding {
  const claim = toWholeClaim(input, rounding);
  const outside = outOfRange(input, claim, 'whole');
  if (outside !== null) return { reasons: [outside], smallestN: null };
  if (input.n !== null) return { reasons: withSize(input, claim, BigInt(input.n)), smallestN: null };
  return withoutSize(input, claim);
}

function withSize(input: AuditInput, claim: Claim, n: bigint): Reason[] {
  const outcome = decideWhole(claim, n);
  if (outcome === 'fits') return [];
  if (outcome !== 'sum') return [ofOutcome(outcome, input, claim, n)];
  const below = floorDivide(n * claim.mean.low, claim.mean.scale);
  const near = [below, below + 1n].map((sum) => formatMean(sum, n, claim.origin, input.mean));
  const says = `no ${numbersOf(input, 'whole')} have a mean that prints as ${input.mean}; the nearest are ${near.join(' and ')}`;
  return [{ test: 'grim', says }, ...deviationWithoutSum(input, claim, n)];
}

/** Where no sum fits, the deviation may still be one that no such mean allows. */
function deviationWithoutSum(input: AuditInput, claim: Claim, n: bigint): Reason[] {
  const { mean, sd } = claim;
  if (sd === null || n < 2n) return [];
  const g = leastVariance(mean);
  const lowest = { over: n * g.over, under: (n - 1n) * g.under };
  if (isAbove(lowest, sd.high * sd.high, sd.scale * sd.scale)) return [tooLow(input, lowest)];
  const p = greatestVariance(claim) ?? {
    over: (n - 1n) * mean.high * mean.high,
    under: mean.scale * mean.scale,
  };
  const highest = { over: n * p.over, under: (n - 1n) * p.under };
  return isAbove({ over: sd.low * sd.low, under: sd.scale * sd.scale }, highest.over, highest.under)
    ? [tooHigh(input, highest)]
    : [];
}

const isAbove = (a: Ratio, over: bigint, under: bigint): boolean => a.over * under > over * a.under;

function ofOutcome(outcome: 'low' | 'high' | 'squares', input: AuditInput, claim: Claim, n: bigint): Reason {
  const sums = sumsOf(claim.mean, n);
  if (outcome === 'low') return tooLow(input, leastDeviation(sums, n));
  if (outcome === 'high') return tooHigh(input, mostDeviation(sums, n, claim.cap));
  const says =
    n < 2n
      ? 'a single number has no sample standard deviation'
      : `no ${numbersOf(input, 'whole')} with a mean that prints as ${input.mean} have a sum of squares that gives a standard deviation of ${input.sd}`;
  return { test: 'grimmer', says };
}

const tooLow = (input: AuditInput, least: Ratio): Reason => ({
  test: 'count-bound',
  says: `${numbersOf(input, 'whole')} with a mean that prints as ${input.mean} have a standard deviation of at least ${formatRoot(least, input.sd)}${input.n === null ? ', however many they are' : ''}`,
});

const tooHigh = (input: AuditInput, most: Ratio): Reason => ({
  test: 'range',
  says: `${numbersOf(input, 'whole')} with a mean that prints as ${input.mean} have a standard deviation of at most ${formatRoot(most, input.sd)}${input.n === null ? ', however many they are' : ''}`,
});

function withoutSize(input: AuditInput, claim: Claim): Finding {
  const found = smallestSize(claim);
  if (found.n !== null) return { reasons: [], smallestN: found.n };
  const none = (reason: Reason): Finding => ({ reasons: [reason], smallestN: null });
  if (found.why === 'low') return none(tooLow(input, leastVariance(claim.mean)));
  // Two numbers have the greatest sample variance, n/(n−1) times the other one.
  const most = greatestVariance(claim) ?? { over: 0n, under: 1n };
  if (found.why !== 'searched') return none(tooHigh(input, { over: 2n * most.over, under: most.under }));
  const says = `no n fits: above ${found.upTo} numbers the standard deviation is too high for the range, and each smaller n was tried`;
  return none({ test: 'grimmer', says });
}
