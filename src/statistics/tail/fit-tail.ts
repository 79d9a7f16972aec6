import type { Frequencies } from '../frequencies.ts';
import { exponentialLog, fitExponential } from './exponential.ts';
import { goodnessOfFit } from './goodness-of-fit.ts';
import { hurwitzZeta } from './hurwitz-zeta.ts';
import { fitLognormal, lognormalLog } from './lognormal.ts';
import { fitPowerLaw } from './power-law.ts';
import { toTailSample } from './tail-sample.ts';
import { type TailVerdict, tailVerdict } from './verdict.ts';
import { type VuongTest, vuong } from './vuong.ts';

/** The tail of a row: the fitted power law and how it compares; null where there are too few members to fit. */
export interface Tail {
  alpha: number | null;
  xmin: number | null;
  /** Members with a value of at least xmin. */
  tailSize: number | null;
  /** The same over all members with a value of at least 1. */
  tailShare: number | null;
  /** Kolmogorov–Smirnov distance. */
  ks: number | null;
  standardError: number | null;
  logLikelihood: number | null;
  /** Goodness of fit by simulation; null where it was not asked for. */
  p: number | null;
  /** Against the lognormal (mu at least −5) and the exponential on the same tail; positive z: the power law is better. */
  lognormal: (VuongTest & { mu: number; sigma: number; atBound: boolean }) | null;
  exponential: (VuongTest & { rate: number }) | null;
  verdict: TailVerdict;
}

/**
 * Fits the tail of a sample (values ≥ 1) and compares the fit.
 * @param simulations for the goodness of fit p; 0 for none
 * @param seed text that names the row (seed|question|measure|task)
 */
export function fitTail(frequencies: Frequencies, simulations: number, seed: string): Tail {
  const sample = toTailSample(frequencies);
  const fit = fitPowerLaw(sample);
  if (fit === null) return tooFew;
  const start = sample.values.indexOf(fit.xmin);
  const logZeta = Math.log(hurwitzZeta(fit.alpha, fit.xmin));
  const powerLog = (index: number) => -logZeta - fit.alpha * (sample.logs[index] ?? 0);
  const { mu, sigma, atBound } = fitLognormal(sample, start);
  const againstLognormal = vuong(sample, start, powerLog, lognormalLog(sample, start, mu, sigma));
  const { rate } = fitExponential(sample, start);
  const againstExponential = vuong(sample, start, powerLog, exponentialLog(sample, start, rate));
  const tailShare = fit.tailSize / (sample.membersFrom[0] ?? 1);
  const p = simulations > 0 ? goodnessOfFit(sample, fit, simulations, seed) : null;
  return {
    ...fit,
    tailShare,
    p,
    lognormal: againstLognormal && { mu, sigma, atBound, ...againstLognormal },
    exponential: againstExponential && { rate, ...againstExponential },
    verdict: tailVerdict(p, tailShare, [againstLognormal, againstExponential]),
  };
}

const tooFew: Tail = {
  alpha: null,
  xmin: null,
  tailSize: null,
  tailShare: null,
  ks: null,
  standardError: null,
  logLikelihood: null,
  p: null,
  lognormal: null,
  exponential: null,
  verdict: 'too few',
};
