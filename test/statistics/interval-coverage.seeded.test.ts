import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../src/statistics/bootstrap.ts';
import { fromCounts } from '../../src/statistics/frequencies.ts';
import { judgeIntervals } from '../../src/statistics/judge-intervals.ts';
import { fitTail } from '../../src/statistics/tail/fit-tail.ts';
import { hurwitzZeta } from '../../src/statistics/tail/hurwitz-zeta.ts';
import { isSlowTier } from '../support/tier.ts';
import { poissonSample, powerLawSample } from './tail/draw.ts';

const rounds = isSlowTier ? 1000 : 200;

/** Mean and deviation of the power law from 1 on. */
function momentsOf(alpha: number): { mean: number; sd: number } {
  const zeta = (s: number) => (s > 1 ? hurwitzZeta(s, 1) : Number.POSITIVE_INFINITY);
  const mean = zeta(alpha - 1) / zeta(alpha);
  return { mean, sd: Math.sqrt(zeta(alpha - 2) / zeta(alpha) - mean * mean) };
}

const holds = (interval: [number, number] | null, value: number): boolean =>
  interval !== null && interval[0] <= value && value <= interval[1];

/** The share of samples whose plain bootstrap intervals hold the truth. */
async function coverage(alpha: number, n: number): Promise<{ mean: number; sd: number }> {
  const truth = momentsOf(alpha);
  const held = { mean: 0, sd: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const sample = powerLawSample(alpha, 1, n, `cover ${alpha} ${n} ${round}`);
    const { mean, sd } = await bootstrap(sample, 200, `${round}`);
    if (holds(mean, truth.mean)) held.mean += 1 / rounds;
    if (holds(sd, truth.sd)) held.sd += 1 / rounds;
  }
  return held;
}

describe('the bounds below which there is no interval', () => {
  it.each([200, 2000])('are those where half of the intervals hold the truth, n %i', async (n) => {
    expect((await coverage(2.15, n)).mean).toBeLessThan(0.5);
    expect((await coverage(2.45, n)).mean).toBeGreaterThan(0.5);
    expect((await coverage(3.2, n)).sd).toBeLessThan(0.5);
    expect((await coverage(3.9, n)).sd).toBeGreaterThan(0.5);
  });
});

describe('samples whose intervals fail are never without a warning', () => {
  it.each<[string, (seed: string) => ReturnType<typeof fromCounts>]>([
    ['30 members of alpha 2.2', (seed) => powerLawSample(2.2, 1, 30, seed)],
    [
      '90 % zeros and alpha 2.5',
      (seed) => {
        const { values, counts, n } = powerLawSample(2.5, 1, 10, seed);
        const nonzero = Array.from(values, (value, index) => [value, counts[index] ?? 0] as const);
        return fromCounts([[0, 9 * n], ...nonzero]);
      },
    ],
    ['1,000 members of alpha 3.2', (seed) => powerLawSample(3.2, 1, 1000, seed)],
  ])('%s', async (_, make) => {
    let warned = 0;
    for (let round = 0; round < rounds; round += 1) {
      const sample = make(`warn ${round}`);
      const { warning } = judgeIntervals(
        { mean: sample.n, sd: sample.n, Gini: sample.n },
        await fitTail(sample, 0, 'row'),
      );
      if (warning?.includes('sd') === true) warned += 1;
    }
    expect(warned / rounds).toBeGreaterThan(0.97);
  });

  it('while those of Poisson members that reach above 5 mostly have their interval', async () => {
    let whole = 0;
    for (let round = 0; round < rounds; round += 1) {
      const sample = poissonSample(4, 500, `poisson ${round}`);
      const { unusable } = judgeIntervals({ mean: 500, sd: 500, Gini: 500 }, await fitTail(sample, 0, 'row'));
      if (unusable.length === 0) whole += 1;
    }
    expect(whole / rounds).toBeGreaterThan(0.95);
  });
});
