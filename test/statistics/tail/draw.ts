import { type Frequencies, fromCounts, toFrequencies } from '../../../src/statistics/frequencies.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';
import { drawPowerLaw } from '../../../src/statistics/tail/draw-power-law.ts';

/** A sample from a discrete power law. */
export function powerLawSample(alpha: number, xmin: number, members: number, seed: string): Frequencies {
  const counts = new Map<number, number>();
  drawPowerLaw({ alpha, xmin, members }, seededRandom(seed), (value, count) => {
    counts.set(value, (counts.get(value) ?? 0) + count);
  });
  return fromCounts(counts);
}

/** A geometric sample from 1 on. */
export const geometricSample = (success: number, members: number, seed: string): Frequencies =>
  sampleOf(members, seed, (random) => 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - success)));

/** Lognormal numbers, rounded to whole ones. */
export const lognormalSample = (mu: number, sigma: number, members: number, seed: string): Frequencies =>
  sampleOf(members, seed, (random) => Math.round(Math.exp(mu + sigma * normal(random))));

function sampleOf(members: number, seed: string, draw: (random: Random) => number): Frequencies {
  const random = seededRandom(seed);
  return toFrequencies(Float64Array.from({ length: members }, () => draw(random)));
}

/** Box & Muller 1958. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
