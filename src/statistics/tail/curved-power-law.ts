import { logScaledErfc } from './normal-survival.ts';

/**
 * ln of Σ exp(−c w − b w²), w = ln(x/xmin), over all whole numbers x ≥ xmin: what makes the power law with a curve in it,
 * p(x) ∝ x^−a exp(−b ln²x), a distribution; its b is the same, and a = c − 2 b ln xmin. With mu = (1 − a) / 2b and
 * sigma² = 1 / 2b it is the lognormal's density at the whole numbers; with b = 0 it is the power law.
 * Terms one by one, then the integral by the normal distribution, from half a number before on (midpoint rule), with two
 * of its corrections. Source: Abramowitz & Stegun 1964, 25.4.2; checked against the zeta function where b is 0.
 * @returns infinite where the sum is, and where c and b are of no use
 */
export function logCurvedSum(c: number, b: number, xmin: number): number {
  if (!(b >= 0) || (b === 0 && c <= 1)) return Number.POSITIVE_INFINITY;
  // Every term as a part of the greatest there can be: where c is far below 0, they are beyond a double.
  const peak = c < 0 ? (c * c) / (4 * b) : 0;
  if (peak === Number.POSITIVE_INFINITY) return peak;
  let sum = 0;
  let x = xmin;
  for (let terms = 0; terms < mostTerms; terms += 1) {
    const w = Math.log1p((x - xmin) / xmin);
    const slope = c + 2 * b * w;
    if (x > 32 * Math.max(1, Math.abs(slope), Math.sqrt(2 * b))) break;
    const term = Math.exp(-c * w - b * w * w - peak);
    sum += term;
    if (slope > 0 && term < 1e-17 * sum) return peak + Math.log(sum);
    x += 1;
  }
  const from = x - 0.5;
  const w = Math.log1p((from - xmin) / xmin);
  const slope = c + 2 * b * w;
  const log = -c * w - b * w * w - peak;
  // ∫ exp(−c w − b w²) dx from here on is f x ∫ exp(−(slope − 1) t − b t²) dt over t ≥ 0.
  const integral = log + Math.log(from) + logGaussian(slope - 1, b);
  const f = Math.exp(log);
  const third = -slope * slope * slope + 6 * slope * b - 3 * (slope * slope - 2 * b) - 2 * slope;
  const rest = sum - (f * slope) / from / 24 - (7 * f * third) / from ** 3 / 5760;
  const scale = Math.max(0, integral);
  return peak + scale + Math.log(rest * Math.exp(-scale) + Math.exp(integral - scale));
}

/** Beyond this many terms the corrections have to do; seen only with curves that no tail has. */
const mostTerms = 100_000;

/** ln ∫ exp(−k t − b t²) dt over t ≥ 0. */
function logGaussian(k: number, b: number): number {
  if (b === 0) return -Math.log(k);
  const root = Math.sqrt(b);
  return 0.5 * Math.log(Math.PI) - Math.log(2 * root) + logScaledErfc(k / (2 * root));
}
