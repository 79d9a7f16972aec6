import { type Pace, toPace } from '../../async.ts';
import { scaledFrom, scaledZeta, scaledZetaMoments, shortcutFrom } from './hurwitz-zeta.ts';
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

/** Fewer members make no tail to fit. */
export const leastTail = 50;

/**
 * Discrete maximum likelihood fit, with the xmin that minimises the Kolmogorov–Smirnov distance among the distinct
 * values that have at least 50 members and two distinct values from there on. Null where there is no such value.
 * Source: Clauset, Shalizi & Newman 2009, Power-Law Distributions in Empirical Data.
 * Known values: ⌊10000 k^−2.5 + ½⌋ members of value k, k = 1…100: xmin 1, alpha 2.514593, distance 0.002293.
 */
export async function fitPowerLaw(sample: TailSample, pace: Pace = toPace()): Promise<PowerLawFit | null> {
  let best: { index: number; alpha: number; ks: number } | null = null;
  for (const index of candidatesOf(sample)) {
    const due = pace(100 + (sample.values.length - index) / 16);
    if (due !== undefined) await due;
    if (!isResolved(sample, index)) continue;
    const alpha = fitAlpha(sample, index);
    const ks = ksDistance(sample, index, alpha, best?.ks ?? 1);
    if (best === null || ks < best.ks) best = { index, alpha, ks };
  }
  return best === null ? null : describeFit(sample, best.index, best.alpha, best.ks);
}

/**
 * Every index of a value that may be xmin. A few from all over come first: against the best of them most of the others
 * are soon seen to be worse, in whichever direction the distance falls.
 */
function* candidatesOf({ values, membersFrom }: TailSample): Generator<number> {
  let end = 0;
  while (end + 1 < values.length && (membersFrom[end] ?? 0) >= leastTail) end += 1;
  const apart = Math.ceil(Math.sqrt(end));
  for (let index = 0; index < end; index += apart) yield index;
  for (let index = 0; index < end; index += 1) if (index % apart !== 0) yield index;
}

/** The fit for a given xmin, the value at `index`. */
export function fitPowerLawFrom(sample: TailSample, index: number): PowerLawFit {
  const alpha = fitAlpha(sample, index);
  return describeFit(sample, index, alpha, ksDistance(sample, index, alpha, 1));
}

function describeFit(sample: TailSample, index: number, alpha: number, ks: number): PowerLawFit {
  const xmin = sample.values[index] ?? 1;
  const tailSize = sample.membersFrom[index] ?? 0;
  const { value, first, second } = scaledZetaMoments(alpha, xmin);
  return {
    alpha,
    xmin,
    tailSize,
    ks,
    standardError: 1 / Math.sqrt(tailSize * (second / value - (first / value) ** 2)),
    logLikelihood: -tailSize * (Math.log(value * xmin) + alpha * meanExcess(sample, index)),
  };
}

/** Mean of ln(x/xmin) over the members from xmin on. */
const meanExcess = ({ logs, membersFrom, logSumFrom }: TailSample, index: number): number =>
  (logSumFrom[index] ?? 0) / (membersFrom[index] ?? 1) - (logs[index] ?? 0);

/**
 * Whether the logarithms of the members differ: of 10¹², 10¹² + 1 … they do not, and no law can be distinguished from
 * another. What is left has an alpha of at most about 10⁷, and a distance right to seven digits.
 */
const isResolved = (sample: TailSample, index: number): boolean =>
  meanExcess(sample, index) > 1e-7 * Math.max(1, sample.logs[index] ?? 0) || sample.values[index] === 1;

/** Far more than are needed: near the root each doubles the digits. */
const mostRounds = 100;

/** Newton's method on the derivative of the log-likelihood, which has one root. */
function fitAlpha(sample: TailSample, index: number): number {
  const xmin = sample.values[index] ?? 1;
  const excess = meanExcess(sample, index);
  let alpha = 1 + 1 / (excess - Math.log1p(-0.5 / xmin));
  for (let round = 1; ; round += 1) {
    const { value, first, second } = scaledZetaMoments(alpha, xmin);
    const ratio = first / value;
    const step = (ratio + excess) / (second / value - ratio * ratio);
    // Never to 1, where the distribution ends, and never far beyond where the curvature holds.
    const next = Math.min(2 * alpha, Math.max(1 + (alpha - 1) / 4, alpha - step));
    if (Math.abs(next - alpha) < 1e-13 * alpha || round === mostRounds) return next;
    alpha = next;
  }
}

/** ln p(x) of the value at an index, given x ≥ xmin. */
export function powerLawLog(
  { values, logs }: TailSample,
  start: number,
  alpha: number,
): (index: number) => number {
  const xmin = values[start] ?? 1;
  const top = -Math.log(xmin * scaledZeta(alpha, xmin));
  return (index) => top - alpha * ((logs[index] ?? 0) - (logs[start] ?? 0));
}

/** Every this many values, before all of them. */
const strides = [1000, 30];

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
  const from = logs[start] ?? 0;
  const normal = scaledZeta(alpha, values[start] ?? 1);
  const shortcut = shortcutFrom(alpha);
  /** The fitted share from x on, given ln x. */
  const survival = (x: number, log: number): number =>
    (Math.exp((1 - alpha) * (log - from)) * (x < shortcut ? scaledZeta(alpha, x) : scaledFrom(alpha, x))) /
    normal;
  // First at some of the values: what is too far off there need not be measured everywhere.
  for (const stride of limit < 1 ? strides : []) {
    for (let index = start + stride; index < values.length; index += stride) {
      const observed = (membersFrom[index] ?? 0) / size;
      const away = Math.abs(observed - survival(values[index] ?? 1, logs[index] ?? 0));
      if (away > limit) return away;
    }
  }
  let distance = 0;
  for (let index = start + 1; index < values.length; index += 1) {
    const x = values[index] ?? 1;
    // Survival functions: the fitted share from x on, and from the number after the value before.
    const observed = (membersFrom[index] ?? 0) / size;
    distance = Math.max(distance, Math.abs(observed - survival(x, logs[index] ?? 0)));
    const last = (values[index - 1] ?? 1) + 1;
    if (last < x) distance = Math.max(distance, Math.abs(observed - survival(last, Math.log(last))));
    if (distance > limit) return distance;
  }
  const beyond = (values[values.length - 1] ?? 1) + 1;
  return Math.max(distance, survival(beyond, Math.log(beyond)));
}
