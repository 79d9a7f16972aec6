import { binomial } from '../binomial.ts';
import type { Random } from '../random.ts';
import { scaledZeta } from './hurwitz-zeta.ts';

/** Above this a number is no longer exact. */
const largest = 2 ** 52;

/**
 * Draws members from a discrete power law, as counts by value. Frequent values take binomial draws one after the other;
 * the few members beyond them are drawn one by one by inversion.
 * @param add takes a value and how often it was drawn, which may be never
 */
export function drawPowerLaw(
  { alpha, xmin, members }: { alpha: number; xmin: number; members: number },
  random: Random,
  add: (value: number, count: number) => void,
): void {
  let left = members;
  let x = xmin;
  for (;;) {
    // x^−alpha over ζ(alpha, x): neither is a number for a steep law far out, the quotient is.
    const share = 1 / (x * scaledZeta(alpha, x));
    if (left * share < 20) break;
    const count = binomial(left, share, random);
    add(x, count);
    left -= count;
    x += 1;
  }
  for (; left > 0; left -= 1) add(drawOne(alpha, x, random), 1);
}

/** The value x ≥ from with P(X > x) ≤ u < P(X ≥ x): doubling, then halving. */
function drawOne(alpha: number, from: number, random: Random): number {
  // 52 random bits, and never 0.
  const u = (Math.floor(random() * 2 ** 26) * 2 ** 26 + Math.floor(random() * 2 ** 26) + 0.5) / 2 ** 52;
  const target = u * scaledZeta(alpha, from);
  const isBeyond = (x: number): boolean =>
    Math.exp((1 - alpha) * Math.log1p((x - from) / from)) * scaledZeta(alpha, x) > target;
  let low = from;
  let high = from + 1;
  while (isBeyond(high)) {
    low = high;
    high *= 2;
    if (high > largest) return Math.max(from, largest);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isBeyond(middle)) low = middle;
    else high = middle;
  }
  return low;
}
