import { floorSqrt } from './integers.ts';

/** The least sum of squares of n whole numbers with a sum ≥ 0: as equal as they can be. */
export function leastSquares(n: bigint, sum: bigint): bigint {
  const each = sum / n;
  const larger = sum % n;
  return n * each * each + larger * (2n * each + 1n);
}

/** The greatest sum of squares of whole numbers from 0 to `cap` with this sum: as many at the cap as there can be. */
export function greatestSquares(sum: bigint, cap: bigint): bigint {
  if (cap >= sum) return sum * sum;
  const full = sum / cap;
  const rest = sum - full * cap;
  return full * cap * cap + rest * rest;
}

/**
 * Is every sum of squares (of the parity of the sum) from the least one up to least + 2·excess that of n whole numbers
 * from 0 to `cap`? `true` is a proof; `false` proves nothing. With q = ⌊sum/n⌋:
 *
 * - q ≥ 1: the least has p pairs of equal numbers; spreading one to (v−j, v+j) adds 2j². So the excess is to be a sum of
 *   p squares of numbers up to J, and by Lagrange's theorem four squares give any whole number: up to (p−3)·J² if p ≥ 4.
 * - q = 0: zeros and ones. By Gauss's theorem the excess is a sum of three triangular numbers a(a−1)/2, so three numbers
 *   a, b, c and otherwise ones will do if a+b+c is at most the sum; it is at most 3/2 + √(6·excess + 9/4).
 */
export function isSurelyReached(n: bigint, sum: bigint, excess: bigint, cap: bigint): boolean {
  const each = sum / n;
  const larger = sum % n;
  if (each === 0n) {
    if (cap < 2n) return false;
    if (excess <= sum / 2n) return true;
    return (floorSqrt(24n * excess + 9n) + 3n) / 2n <= sum && (floorSqrt(8n * excess + 1n) + 1n) / 2n <= cap;
  }
  const room = cap - each - (larger > 0n ? 1n : 0n);
  const spread = room < each ? room : each;
  if (spread < 1n) return false;
  const pairs = (n - larger) / 2n + larger / 2n;
  return excess <= pairs || (pairs >= 4n && excess <= (pairs - 3n) * spread * spread);
}
