import { type Pace, toPace } from '../../async.ts';
import { logCurvedSum } from './curved-power-law.ts';
import { scaledZetaMoments } from './hurwitz-zeta.ts';
import { nelderMead } from './nelder-mead.ts';
import { normalSurvival } from './normal-survival.ts';
import type { PowerLawFit } from './power-law.ts';
import type { TailSample } from './tail-sample.ts';

/** Whether the tail bends down as a lognormal's does: the test of b = 0 in p(x) ∝ x^−a exp(−b ln²x), b ≥ 0, x ≥ xmin. */
export interface CurvatureTest {
  /** The most likely a and b; alpha and 0 where no curve is likelier than none. */
  a: number;
  b: number;
  /** Twice the logarithm of the likelihood ratio. */
  statistic: number;
  /** Probability of one at least as great under a power law. */
  p: number;
}

/** Above this the lognormal is better at 0.1: P(½χ²₀ + ½χ²₁ > 1.642) = 0.1. */
export const criticalCurvature = 1.642;

/**
 * The likelihood-ratio test of the power law within the family that contains the lognormals. No bound on mu decides it, as
 * it does a comparison with the lognormal alone, whose free fit runs to minus infinity on tails like a power law's.
 * Source: Malevergne, Pisarenko & Sornette 2011, Testing the Pareto against the lognormal distributions with the
 * uniformly most powerful unbiased test; del Castillo & Puig 1999, The Best Test of Exponentiality Against Singly Truncated Normal Alternatives.
 * @param start index of xmin among the values
 */
export async function testCurvature(
  sample: TailSample,
  start: number,
  fit: PowerLawFit,
  pace: Pace = toPace(),
): Promise<CurvatureTest> {
  const { alpha, xmin, tailSize } = fit;
  const from = sample.logs[start] ?? 0;
  const [mean, square] = momentsOf(sample, start);
  const { value, second } = scaledZetaMoments(alpha, xmin);
  // The derivative of the mean log-likelihood by b at b = 0. It is concave: where this is not above 0, no b is better.
  const score = second / value - square;
  const straight = { a: alpha, b: 0, statistic: 0, p: 1 };
  if (!(score > 0)) return straight;
  const cost = (c: number, logB: number): number => {
    // Within the doubles, so that no cost is without a value: an infinite one is the worst.
    const b = Math.exp(Math.min(logB, 700));
    return logCurvedSum(c, b, xmin) + c * mean + b * square;
  };
  // One step of Newton's method, as if x were continuous: then w is exponential of rate alpha − 1.
  const rate = alpha - 1;
  const step = Math.min(rate ** 2, (score * rate ** 4) / 4);
  const simplex = { start: [alpha - (2 * step) / rate, Math.log(step)], step: [0.3 * rate, 0.7] } as const;
  const [c, logB] = await nelderMead(cost, simplex, pace, 1000);
  const gain = Math.log(value * xmin) + alpha * mean - cost(c, logB);
  if (!(gain > 0)) return straight;
  const statistic = 2 * tailSize * gain;
  const b = Math.exp(logB);
  return { a: c - 2 * b * from, b, statistic, p: normalSurvival(Math.sqrt(statistic)) };
}

/** Mean of ln(x/xmin) and of its square. */
function momentsOf({ counts, logs, membersFrom }: TailSample, start: number): [number, number] {
  const from = logs[start] ?? 0;
  let sum = 0;
  let squares = 0;
  for (let index = start; index < logs.length; index += 1) {
    const log = (logs[index] ?? 0) - from;
    sum += (counts[index] ?? 0) * log;
    squares += (counts[index] ?? 0) * log * log;
  }
  const members = membersFrom[start] ?? 1;
  return [sum / members, squares / members];
}
