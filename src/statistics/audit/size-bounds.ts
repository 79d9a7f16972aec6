import { compareRatios, type Ratio } from './bounds.ts';
import { greatest, least } from './integers.ts';
import { greatestSquares, leastSquares } from './squares.ts';

/** The sums that a mean allows, from the first to the last. */
export interface Sums {
  first: bigint;
  last: bigint;
}

/** The least sample variance of n whole numbers with one of these sums: that of the sum nearest to a multiple of n. */
export function leastDeviation({ first, last }: Sums, n: bigint): Ratio {
  const multiple = (last / n) * n;
  const candidates = [first, last, greatest(first, least(last, multiple))];
  return candidates
    .map((sum) => variance(leastSquares(n, sum), sum, n))
    .reduce((a, b) => (compareRatios(a, b) <= 0n ? a : b));
}

/** The greatest sample variance of n whole numbers from 0 to the cap with one of these sums. */
export function mostDeviation({ first, last }: Sums, n: bigint, cap: bigint | null): Ratio {
  const full = cap === null ? [last] : [n / 2n, (n + 1n) / 2n].map((half) => half * cap);
  const candidates = [first, last, ...full.map((sum) => greatest(first, least(last, sum)))];
  return candidates
    .map((sum) => variance(greatestSquares(sum, cap ?? sum), sum, n))
    .reduce((a, b) => (compareRatios(a, b) >= 0n ? a : b));
}

const variance = (squares: bigint, sum: bigint, n: bigint): Ratio => ({
  over: n * squares - sum * sum,
  under: n * (n - 1n),
});
