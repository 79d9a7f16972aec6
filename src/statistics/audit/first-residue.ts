import { ceilDivide } from './integers.ts';

/**
 * The least x ≥ 0 for which a·x mod m lies from low to high, in about log m steps: Euclid's algorithm on the question
 * itself. Null where there is none.
 * @param a from 0 to m−1
 * @param low from 0, and not above high; high is below m
 */
export function firstResidue(a: bigint, m: bigint, low: bigint, high: bigint): bigint | null {
  if (low === 0n) return 0n;
  if (a === 0n) return null;
  const steps = ceilDivide(low, a);
  if (a * steps <= high) return steps;
  // No multiple of a is in the range: a·x − m·y is, so that m·y mod a lies between −high and −low mod a.
  const negate = (value: bigint) => (a - (value % a)) % a;
  const rounds = firstResidue(m % a, a, negate(high), negate(low));
  return rounds === null ? null : ceilDivide(low + m * rounds, a);
}
