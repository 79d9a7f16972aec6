import { type Pace, toPace } from '../../async.ts';
import { nelderMead } from './nelder-mead.ts';
import { logNormalSurvival } from './normal-survival.ts';
import type { TailSample } from './tail-sample.ts';

/** A discrete lognormal fitted to the members from xmin on. */
export interface LognormalFit {
  /** Mean of ln x, at least −5. */
  mu: number;
  /** Standard deviation of ln x. */
  sigma: number;
  logLikelihood: number;
  /** The log-likelihood wants a still smaller mu: the tail is closer to a power law than to this lognormal. */
  atBound: boolean;
}

/**
 * The least mu. On tails like a power law's the likelihood grows for ever as mu falls and sigma grows (the lognormal
 * then is the power law); −5, with hardly any of the distribution at whole numbers, is far enough to show that. Where the bound holds the fit it decides Vuong's
 * test too, so that the verdict rests on `testCurvature` instead.
 */
export const leastMu = -5;

/**
 * From here on the mass of a whole number is the density at it: the difference of two survival functions has fewer digits
 * left than the density is wrong by, and from about 10¹⁶ on none.
 */
const denseFrom = 1e9;

/**
 * Discrete maximum likelihood: p(x) is the lognormal's mass from x−½ to x+½, over that from xmin−½ on.
 * Source: Clauset, Shalizi & Newman 2009; the discretisation of R `poweRlaw`.
 * @param start index of xmin among the values
 */
export async function fitLognormal(
  sample: TailSample,
  start: number,
  pace: Pace = toPace(),
): Promise<LognormalFit> {
  const { values, counts } = sample;
  const negativeLogLikelihood = (mu: number, logSigma: number): number => {
    if (mu < leastMu || Math.abs(logSigma) > 6) return Number.POSITIVE_INFINITY;
    const density = lognormalLog(sample, start, { mu, sigma: Math.exp(logSigma) });
    let sum = 0;
    for (let index = start; index < values.length; index += 1) sum -= (counts[index] ?? 0) * density(index);
    return sum;
  };
  const [meanLog, spread] = momentsOfLogs(sample, start);
  // From the moments, from a flat one far to the left, and at the bound: the maximum may be on either side.
  const cost = 8 * (values.length - start);
  const near = { start: [Math.max(leastMu + 0.5, meanLog), Math.log(spread)], step: [-0.4, 0.3] } as const;
  const flat = { start: [leastMu / 2, Math.log(spread + 2)], step: [0.8, 0.3] } as const;
  const candidates: (readonly [number, number])[] = [
    await nelderMead(negativeLogLikelihood, near, pace, cost),
    await nelderMead(negativeLogLikelihood, flat, pace, cost),
    [leastMu, await bestAtBound((logSigma) => negativeLogLikelihood(leastMu, logSigma), pace, cost)],
  ];
  const [best = { mu: meanLog, logSigma: 0, cost: 0 }] = candidates
    .map(([mu, logSigma]) => ({ mu, logSigma, cost: negativeLogLikelihood(mu, logSigma) }))
    .sort((a, b) => a.cost - b.cost);
  const { mu, logSigma } = best;
  return {
    mu,
    sigma: Math.exp(logSigma),
    logLikelihood: -best.cost,
    atBound: mu < leastMu + 1e-3,
  };
}

/** ln p(x) of the value at an index, given x ≥ xmin. */
export function lognormalLog(
  { values }: TailSample,
  start: number,
  { mu, sigma }: Pick<LognormalFit, 'mu' | 'sigma'>,
): (index: number) => number {
  const survival = (x: number) => logNormalSurvival((Math.log(x) - mu) / sigma);
  const whole = survival((values[start] ?? 1) - 0.5);
  const density = (log: number) =>
    -0.5 * (((log - mu) / sigma) ** 2 + Math.log(2 * Math.PI)) - Math.log(sigma) - log;
  return (index) => {
    const x = values[index] ?? 1;
    if (x >= denseFrom) return density(Math.log(x)) - whole;
    const from = survival(x - 0.5);
    return from + Math.log(-Math.expm1(survival(x + 0.5) - from)) - whole;
  };
}

/** P(X ≥ x) of the fitted lognormal, given X ≥ xmin. @param x a whole number of at least xmin */
export function lognormalSurvival(
  x: number,
  xmin: number,
  { mu, sigma }: Pick<LognormalFit, 'mu' | 'sigma'>,
): number {
  const survival = (from: number): number => logNormalSurvival((Math.log(from - 0.5) - mu) / sigma);
  return Math.exp(survival(x) - survival(xmin));
}

function momentsOfLogs(
  { counts, logs, membersFrom, logSumFrom }: TailSample,
  start: number,
): [number, number] {
  const members = membersFrom[start] ?? 1;
  const mean = (logSumFrom[start] ?? 0) / members;
  let squares = 0;
  for (let index = start; index < logs.length; index += 1)
    squares += (counts[index] ?? 0) * ((logs[index] ?? 0) - mean) ** 2;
  return [mean, Math.sqrt(squares / members) + 0.05];
}

/** The sigma that is best at the least mu: golden section over the only other parameter. */
async function bestAtBound(of: (logSigma: number) => number, pace: Pace, cost: number): Promise<number> {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-1.5, 3];
  while (high - low > 1e-7) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (of(a) < of(b)) high = b;
    else low = a;
    await pace(2 * cost);
  }
  return (low + high) / 2;
}
