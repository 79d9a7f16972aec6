import type { Pace } from '../../async.ts';
import { binomial } from '../binomial.ts';
import { fromCounts } from '../frequencies.ts';
import { type Random, seededRandom } from '../random.ts';
import { resampler } from '../resample.ts';
import { drawPowerLaw } from './draw-power-law.ts';
import { fitPowerLaw, type PowerLawFit } from './power-law.ts';
import { type TailSample, toTailSample } from './tail-sample.ts';

/** A p by simulation with its Monte-Carlo standard error √(p(1 − p)/N). */
export interface SimulatedP {
  p: number;
  standardError: number;
}

/**
 * The share of simulated samples that a power law fits no better than it fits this one: below 0.1 it is ruled out. Each has
 * as many members; below xmin they are drawn from the sample, from xmin on from the fitted power law; each is fitted
 * again, xmin and all.
 * With b of N as far off, p = (b + 1)/(N + 1): the sample itself is one of those that a true power law gives.
 * Source: Clauset, Shalizi & Newman 2009, section 4.1 (semi-parametric bootstrap); Davison & Hinkley 1997, section 4.2.
 * @param simulations N, at least 1
 * @param seed text that names the row
 */
export async function goodnessOfFit(
  sample: TailSample,
  fit: PowerLawFit,
  { simulations, seed }: { simulations: number; seed: string },
  pace: Pace,
): Promise<SimulatedP> {
  const draw = simulator(sample, fit, seededRandom(`${seed}|goodness of fit`));
  let worse = 0;
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const drawn = draw();
    await pace(20 * drawn.values.length);
    const simulated = await fitPowerLaw(drawn, pace);
    if (simulated !== null && simulated.ks >= fit.ks) worse += 1;
  }
  const p = (worse + 1) / (simulations + 1);
  return { p, standardError: Math.sqrt((p * (1 - p)) / simulations) };
}

function simulator(
  sample: TailSample,
  { alpha, xmin, tailSize }: PowerLawFit,
  random: Random,
): () => TailSample {
  const all = sample.membersFrom[0] ?? 0;
  const start = sample.values.indexOf(xmin);
  const body = { values: sample.values.subarray(0, start), counts: sample.counts.subarray(0, start) };
  return () => {
    const members = binomial(all, tailSize / all, random);
    const counts = new Map<number, number>();
    if (all > members) {
      const drawn = new Float64Array(start);
      resampler({ ...body, n: all - tailSize }, random, all - members)(drawn);
      for (const [index, count] of drawn.entries()) counts.set(body.values[index] ?? 0, count);
    }
    drawPowerLaw({ alpha, xmin, members }, random, (value, count) => {
      counts.set(value, (counts.get(value) ?? 0) + count);
    });
    return toTailSample(fromCounts(counts));
  };
}
