import { compareRatios, greatestVariance, leastVariance, type Ratio, squareOf } from './bounds.ts';
import { type AuditInput, type Claim, type Reading, toWholeClaim } from './claim.ts';
import { decideWhole, sumsOf, type WholeOutcome } from './decide-whole.ts';
import {
  deviationOf,
  type Finding,
  formatMean,
  formatRoot,
  numbersOf,
  type Reason,
  singleNumber,
} from './explain.ts';
import { floorDivide } from './integers.ts';
import { findOutOfRange } from './out-of-range.ts';
import type { Search } from './search.ts';
import { leastDeviation, mostDeviation } from './size-bounds.ts';
import { smallestProperSize } from './smallest-size.ts';

/** The tests of one row about whole numbers. */
export function* auditWhole(input: AuditInput, reading: Reading): Search<Finding> {
  const claim = toWholeClaim(input, reading);
  const outside = findOutOfRange(input, claim, 'whole');
  if (outside !== null) return { reasons: [outside], smallestN: null };
  const row = { input, reading, claim };
  if (input.n === null) return yield* withoutSize(row);
  const n = BigInt(input.n);
  const outcome = yield* decideWhole(claim, n);
  return { reasons: explainOutcome(outcome, row, n), smallestN: null };
}

/** A row as it is audited. */
interface Row {
  input: AuditInput;
  reading: Reading;
  claim: Claim;
}

function explainOutcome(outcome: WholeOutcome, row: Row, n: bigint): Reason[] {
  const { input, claim } = row;
  if (outcome === 'fits') return [];
  if (outcome !== 'sum') return [explainDeviation(outcome, row, n)];
  const below = floorDivide(n * claim.mean.low, claim.mean.scale);
  const near = [below, below + 1n].map((sum) => formatMean(sum, n, claim.origin, input.mean));
  const says = `no ${numbersOf(input, 'whole')} have a mean that prints as ${input.mean}; the nearest are ${near.join(' and ')}`;
  return [{ test: 'grim', says }, ...deviationWithoutSum(row, n)];
}

/** Where no sum fits, the deviation may still be one that no such mean allows. */
function deviationWithoutSum(row: Row, n: bigint): Reason[] {
  const { claim } = row;
  const { mean, sd, lost } = claim;
  if (sd === null || n < 2n) return [];
  const g = leastVariance(mean);
  const lowest = { over: n * g.over, under: (n - lost) * g.under };
  if (compareRatios(lowest, squareOf(sd.high, sd)) > 0n) return [explainTooLow(row, lowest)];
  const p = greatestVariance(claim) ?? {
    over: (n - 1n) * mean.high * mean.high,
    under: mean.scale * mean.scale,
  };
  const highest = { over: n * p.over, under: (n - lost) * p.under };
  return compareRatios(squareOf(sd.low, sd), highest) > 0n ? [explainTooHigh(row, highest)] : [];
}

function explainDeviation(outcome: 'low' | 'high' | 'squares', row: Row, n: bigint): Reason {
  const { input, claim, reading } = row;
  const sums = sumsOf(claim.mean, n);
  if (outcome === 'low') return explainTooLow(row, leastDeviation(sums, n, claim.lost));
  if (outcome === 'high') return explainTooHigh(row, mostDeviation(sums, n, claim));
  const says =
    n < 2n
      ? singleNumber
      : `no ${numbersOf(input, 'whole')} with a mean that prints as ${input.mean} have a sum of squares that gives a ${deviationOf(reading)} of ${input.sd}`;
  return { test: 'grimmer', says };
}

const explainTooLow = (row: Row, least: Ratio): Reason => ({
  test: 'count-bound',
  says: `${boundOf(row)} of at least ${formatRoot(least, row.input.sd)}${anySizeText(row)}`,
});

const explainTooHigh = (row: Row, most: Ratio): Reason => ({
  test: 'range',
  says: `${boundOf(row)} of at most ${formatRoot(most, row.input.sd)}${anySizeText(row)}`,
});

const boundOf = ({ input, reading }: Row): string =>
  `${numbersOf(input, 'whole')} with a mean that prints as ${input.mean} have a ${deviationOf(reading)}`;

const anySizeText = ({ input }: Row): string => (input.n === null ? ', however many they are' : '');

function* withoutSize(row: Row): Search<Finding> {
  const { claim } = row;
  const found = yield* smallestProperSize(claim, row.reading.rounding);
  if (found.n !== null) return { reasons: [], smallestN: found.n };
  const toImpossible = (reason: Reason): Finding => ({ reasons: [reason], smallestN: null });
  if (found.why === 'low') return toImpossible(explainTooLow(row, leastVariance(claim.mean)));
  // Two numbers have the greatest sample variance, n/(n−1) times the other one.
  const most = greatestVariance(claim) ?? { over: 0n, under: 1n };
  if (found.why !== 'searched') {
    return toImpossible(explainTooHigh(row, { over: 2n * most.over, under: (2n - claim.lost) * most.under }));
  }
  const says = `no n fits: above ${found.upTo} numbers the standard deviation is too high for the range, and every smaller n was tried`;
  return toImpossible({ test: 'grimmer', says });
}
