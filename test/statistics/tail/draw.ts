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

/** Poisson numbers: arrivals before time 1. */
export const poissonSample = (mean: number, members: number, seed: string): Frequencies =>
  sampleOf(members, seed, (random) => {
    let arrivals = -1;
    for (let time = 0; time < mean; arrivals += 1) time -= Math.log(1 - random());
    return arrivals;
  });

/** Poisson numbers whose means are gamma-distributed of a whole `shape`: negative binomial. */
export const negativeBinomialSample = (
  shape: number,
  mean: number,
  members: number,
  seed: string,
): Frequencies =>
  sampleOf(members, seed, (random) => {
    let rate = 0;
    for (let part = 0; part < shape; part += 1) rate -= (Math.log(1 - random()) * mean) / shape;
    let arrivals = -1;
    for (let time = 0; time < rate; arrivals += 1) time -= Math.log(1 - random());
    return Math.max(0, arrivals);
  });

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
