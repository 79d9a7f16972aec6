import { binomial } from '../binomial.ts';
import type { Random } from '../random.ts';
import { hurwitzZeta } from './hurwitz-zeta.ts';

/** Above this a number is no longer exact. */
const largest = 2 ** 52;

/**
 * Draws members from a discrete power law, as counts by value. Frequent values take binomial draws one after the other;
 * the few members beyond them are drawn one by one by inversion.
 * @param add takes a value and how often it was drawn
 */
export function drawPowerLaw(
  { alpha, xmin, members }: { alpha: number; xmin: number; members: number },
  random: Random,
  add: (value: number, count: number) => void,
): void {
  let left = members;
  let x = xmin;
  let survival = hurwitzZeta(alpha, xmin);
  for (;;) {
    const share = x ** -alpha / survival;
    if (left * share < 20) break;
    const count = binomial(left, share, random);
    if (count > 0) add(x, count);
    left -= count;
    x += 1;
    survival = hurwitzZeta(alpha, x);
  }
  for (; left > 0; left -= 1) add(drawOne(alpha, x, survival, random), 1);
}

/** The value x ≥ from with P(X > x) ≤ u < P(X ≥ x): doubling, then halving. */
function drawOne(alpha: number, from: number, whole: number, random: Random): number {
  // 52 random bits, and never 0.
  const u = (Math.floor(random() * 2 ** 26) * 2 ** 26 + Math.floor(random() * 2 ** 26) + 0.5) / 2 ** 52;
  const target = u * whole;
  let low = from;
  let high = from + 1;
  while (hurwitzZeta(alpha, high) > target) {
    low = high;
    high *= 2;
    if (high > largest) return largest;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (hurwitzZeta(alpha, middle) > target) low = middle;
    else high = middle;
  }
  return low;
}
