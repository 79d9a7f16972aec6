import { type Pace, toPace } from '../../async.ts';
import type { Frequencies } from '../frequencies.ts';
import { type CurvatureTest, testCurvature } from './curvature.ts';
import { exponentialLog, fitExponential } from './exponential.ts';
import { goodnessOfFit } from './goodness-of-fit.ts';
import { fitLognormal, lognormalLog } from './lognormal.ts';
import { fitPowerLaw, leastTail, powerLawLog } from './power-law.ts';
import { type TailSample, toTailSample } from './tail-sample.ts';
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
  /** Monte-Carlo standard error of p. */
  pStandardError: number | null;
  /** Against the lognormal (mu at least −5) and the exponential on the same tail; positive z: the power law is better. */
  lognormal: (VuongTest & { mu: number; sigma: number; atBound: boolean; logLikelihood: number }) | null;
  exponential: (VuongTest & { rate: number; logLikelihood: number }) | null;
  /** What the verdict takes for the comparison with the lognormal, which does not depend on the bound of mu. */
  curvature: CurvatureTest | null;
  verdict: TailVerdict;
  /** Why it is undecided, or why there is no fit; else null. */
  reason: string | null;
}

/** Rows whose values are none above this, such as the number of bases of a model, have no tail. */
const leastLargest = 5;

/**
 * Fits the tail of a sample (values ≥ 1) and compares the fit.
 * @param simulations for the goodness of fit p; 0 for none
 * @param seed text that names the row (seed|question|measure|task)
 */
export async function fitTail(
  frequencies: Frequencies,
  simulations: number,
  seed: string,
  pace: Pace = toPace(),
): Promise<Tail> {
  const sample = toTailSample(frequencies);
  const refusal = refuseFit(sample);
  const fit = refusal === null ? await fitPowerLaw(sample, pace) : null;
  if (fit === null)
    return {
      ...tooFew,
      reason: refusal ?? 'values so large and close that their logarithms do not differ',
    };
  const start = sample.values.indexOf(fit.xmin);
  const powerLog = powerLawLog(sample, start, fit.alpha);
  const { atBound, ...lognormal } = await fitLognormal(sample, start, pace);
  const againstLognormal = vuong(sample, start, powerLog, lognormalLog(sample, start, lognormal));
  const exponential = fitExponential(sample, start);
  const againstExponential = vuong(sample, start, powerLog, exponentialLog(sample, start, exponential.rate));
  const simulated = simulations > 0 ? await goodnessOfFit(sample, fit, { simulations, seed }, pace) : null;
  const goodness = { p: simulated?.p ?? null, pStandardError: simulated?.standardError ?? null };
  const curvature = await testCurvature(sample, start, fit, pace);
  return {
    ...fit,
    tailShare: fit.tailSize / (sample.membersFrom[0] ?? 1),
    ...goodness,
    lognormal: againstLognormal && { ...lognormal, atBound, ...againstLognormal },
    exponential: againstExponential && { ...exponential, ...againstExponential },
    curvature,
    ...tailVerdict({ ...goodness, exponential: againstExponential, curvature }),
  };
}

/** Why a sample has no tail to fit; null where there may be one. */
function refuseFit({ values, membersFrom }: TailSample): string | null {
  if ((membersFrom[0] ?? 0) < leastTail) return `fewer than ${leastTail} nonzero members`;
  if (values.length < 3) return 'fewer than three distinct values';
  return (values.at(-1) ?? 0) > leastLargest ? null : `no value above ${leastLargest}`;
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
  pStandardError: null,
  lognormal: null,
  exponential: null,
  curvature: null,
  verdict: 'too few',
  reason: null,
};
