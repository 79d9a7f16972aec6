import { type AuditInput, toRealClaim } from './claim.ts';
import { decideReal, smallestRealSize } from './decide-real.ts';
import { type Finding, numbersOf } from './explain.ts';
import type { Rounding } from './interval.ts';
import { outOfRange } from './out-of-range.ts';

/** The tests of one row about real numbers: only a range can be broken. */
export function auditReal(input: AuditInput, rounding: Rounding): Finding {
  const claim = toRealClaim(input, rounding);
  const outside = outOfRange(input, claim, 'real');
  if (outside !== null) return { reasons: [outside], smallestN: null };
  const high = `${numbersOf(input, 'real')} with a mean that prints as ${input.mean} have no standard deviation as high as ${input.sd}`;
  if (input.n === null) {
    const { n } = smallestRealSize(claim);
    return n === null
      ? { reasons: [{ test: 'range', says: high }], smallestN: null }
      : { reasons: [], smallestN: n };
  }
  if (decideReal(claim, BigInt(input.n))) return { reasons: [], smallestN: null };
  const says = input.n < 2 ? 'a single number has no sample standard deviation' : high;
  return { reasons: [{ test: 'range', says }], smallestN: null };
}
