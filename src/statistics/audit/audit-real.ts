import { type AuditInput, type Reading, toRealClaim } from './claim.ts';
import { decideReal, smallestRealSize } from './decide-real.ts';
import { deviationOf, type Finding, numbersOf, singleNumber } from './explain.ts';
import { findOutOfRange } from './out-of-range.ts';
import type { Search } from './search.ts';

/** The tests of one row about real numbers: only a range can be broken. */
export function* auditReal(input: AuditInput, reading: Reading): Search<Finding> {
  const claim = toRealClaim(input, reading);
  const outside = findOutOfRange(input, claim, 'real');
  if (outside !== null) return { reasons: [outside], smallestN: null };
  const high = `${numbersOf(input, 'real')} with a mean that prints as ${input.mean} have no ${deviationOf(reading)} as high as ${input.sd}`;
  if (input.n === null) {
    const { n } = yield* smallestRealSize(claim);
    return n === null
      ? { reasons: [{ test: 'range', says: high }], smallestN: null }
      : { reasons: [], smallestN: n };
  }
  if (decideReal(claim, BigInt(input.n))) return { reasons: [], smallestN: null };
  return { reasons: [{ test: 'range', says: input.n < 2 ? singleNumber : high }], smallestN: null };
}
