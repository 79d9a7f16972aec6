import { hurwitzZeta, hurwitzZetaDerivatives, shortcutFrom, zetaFrom } from './hurwitz-zeta.ts';
import type { TailSample } from './tail-sample.ts';

/** A power law fitted to the members from xmin on: p(x) = x^−alpha / ζ(alpha, xmin). */
export interface PowerLawFit {
  alpha: number;
  xmin: number;
  /** Members with a value of at least xmin. */
  tailSize: number;
  /** Kolmogorov–Smirnov distance: the greatest difference of the distribution functions over all whole numbers ≥ xmin. */
  ks: number;
  /** From the curvature of the log-likelihood at its maximum: of alpha for this xmin, as if xmin had been given. */
  standardError: number;
  logLikelihood: number;
}

/** Fewer members are no tail to fit. */
export const leastTail = 50;

/**
 * Discrete maximum likelihood fit, with the xmin that minimises the Kolmogorov–Smirnov distance among the distinct
 * values that have at least 50 members and two distinct values from there on. Null where there is no such value.
 * Source: Clauset, Shalizi & Newman 2009, Power-Law Distributions in Empirical Data.
 * Known values: ⌊10000 k^−2.5 + ½⌋ members of value k, k = 1…100: xmin 1, alpha 2.514593, distance 0.002293.
 */
export function fitPowerLaw(sample: TailSample): PowerLawFit | null {
  let best: { index: number; alpha: number; ks: number } | null = null;
  for (let index = 0; index + 1 < sample.values.length; index += 1) {
    if ((sample.membersFrom[index] ?? 0) < leastTail) break;
    const alpha = fitAlpha(sample, index);
    const ks = ksDistance(sample, index, alpha, best?.ks ?? 1);
    if (best === null || ks < best.ks) best = { index, alpha, ks };
  }
  return best === null ? null : describeFit(sample, best.index, best.alpha, best.ks);
}

/** The fit for a given xmin, the value at `index`. */
export function fitPowerLawFrom(sample: TailSample, index: number): PowerLawFit {
  const alpha = fitAlpha(sample, index);
  return describeFit(sample, index, alpha, ksDistance(sample, index, alpha, 1));
}

function describeFit(sample: TailSample, index: number, alpha: number, ks: number): PowerLawFit {
  const xmin = sample.values[index] ?? 1;
  const tailSize = sample.membersFrom[index] ?? 0;
  const { value, first, second } = hurwitzZetaDerivatives(alpha, xmin);
  return {
    alpha,
    xmin,
    tailSize,
    ks,
    standardError: 1 / Math.sqrt(tailSize * (second / value - (first / value) ** 2)),
    logLikelihood: -tailSize * Math.log(value) - alpha * (sample.logSumFrom[index] ?? 0),
  };
}

/** Newton's method on the derivative of the log-likelihood, which has one root. */
function fitAlpha({ values, membersFrom, logSumFrom }: TailSample, index: number): number {
  const xmin = values[index] ?? 1;
  const meanLog = (logSumFrom[index] ?? 0) / (membersFrom[index] ?? 1);
  let alpha = 1 + 1 / (meanLog - Math.log(xmin - 0.5));
  for (let round = 0; round < 100; round += 1) {
    const { value, first, second } = hurwitzZetaDerivatives(alpha, xmin);
    const ratio = first / value;
    const step = (ratio + meanLog) / (second / value - ratio * ratio);
    // Never to 1, where the distribution ends, and never far beyond where the curvature holds.
    const next = Math.min(2 * alpha, Math.max(1 + (alpha - 1) / 4, alpha - step));
    if (Math.abs(next - alpha) < 1e-13 * alpha) return next;
    alpha = next;
  }
  return alpha;
}

/**
 * The Kolmogorov–Smirnov distance over every whole number from xmin to the largest value. Between two values that occur
 * the sample's distribution function is level and the fitted one grows, so that the greatest difference is at a value
 * or just before the next one.
 * @param limit the search stops once the distance exceeds it
 */
function ksDistance(
  { values, logs, membersFrom }: TailSample,
  start: number,
  alpha: number,
  limit: number,
): number {
  const size = membersFrom[start] ?? 1;
  const normal = hurwitzZeta(alpha, values[start] ?? 1);
  const shortcut = shortcutFrom(alpha);
  let distance = 0;
  for (let index = start + 1; index < values.length; index += 1) {
    const x = values[index] ?? 1;
    const power = Math.exp(-alpha * (logs[index] ?? 0));
    // Survival functions: the fitted share from x on, and from the number after the value before.
    const before = x < shortcut ? hurwitzZeta(alpha, x) : zetaFrom(alpha, x, power);
    const observed = (membersFrom[index] ?? 0) / size;
    distance = Math.max(distance, Math.abs(observed - before / normal));
    const last = (values[index - 1] ?? 1) + 1;
    if (last < x) distance = Math.max(distance, Math.abs(observed - hurwitzZeta(alpha, last) / normal));
    if (distance > limit) return distance;
  }
  const beyond = hurwitzZeta(alpha, (values[values.length - 1] ?? 1) + 1) / normal;
  return Math.max(distance, beyond);
}
