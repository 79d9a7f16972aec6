import { describe, expect, it } from 'vitest';
import { type Frequencies, fromCounts, toFrequencies } from '../../../src/statistics/frequencies.ts';
import { fitTail } from '../../../src/statistics/tail/fit-tail.ts';
import { fitPowerLaw, fitPowerLawFrom, type PowerLawFit } from '../../../src/statistics/tail/power-law.ts';
import { type TailSample, toTailSample } from '../../../src/statistics/tail/tail-sample.ts';
import { geometricSample, poissonSample, powerLawSample } from './draw.ts';

describe('samples from known power laws', () => {
  const within = (fit: PowerLawFit | null, alpha: number) =>
    fit !== null && Math.abs(fit.alpha - alpha) <= 1.96 * fit.standardError;
  type Fit = (sample: TailSample) => PowerLawFit | null | Promise<PowerLawFit | null>;
  const coverage = async (alpha: number, xmin: number, fitted: Fit) => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const sample = toTailSample(powerLawSample(alpha, xmin, 2000, `cover ${alpha} ${seed}`));
      if (within(await fitted(sample), alpha)) covered += 1;
    }
    return covered / 200;
  };

  it.each([1.8, 2.5, 3.5])(
    'alpha %d: 1.96 standard errors cover it in 90 to 99 % of 200 samples',
    async (alpha) => {
      for (const covered of [
        await coverage(alpha, 1, (sample) => fitPowerLaw(sample)),
        // The error is that of alpha for a given xmin: where a greater one has to be found, it covers a little less.
        await coverage(alpha, 4, (sample) => fitPowerLawFrom(sample, 0)),
      ]) {
        expect(covered).toBeGreaterThanOrEqual(0.9);
        expect(covered).toBeLessThanOrEqual(0.99);
      }
    },
  );

  it('are plausible, and better than the alternatives', async () => {
    const tail = await fitTail(powerLawSample(2.5, 2, 20_000, 'plausible'), 100, 'row');
    expect(tail.p).toBeGreaterThanOrEqual(0.1);
    expect(tail.verdict).toBe('power law plausible');
    expect(tail.exponential?.z).toBeGreaterThan(2);
    expect(tail.curvature?.statistic).toBeLessThan(1.642);
  });

  it('are plausible in a tail that holds little', async () => {
    const body = geometricSample(0.4, 400_000, 'body');
    const tail = powerLawSample(2.2, 30, 9000, 'tail');
    const both = [body, tail].flatMap(({ values, counts }) =>
      Array.from(values, (value, index) => [value, counts[index] ?? 0] as const),
    );
    const counts = new Map<number, number>();
    for (const [value, count] of both) counts.set(value, (counts.get(value) ?? 0) + count);
    const fitted = await fitTail(fromCounts(counts), 100, 'row');
    expect(fitted.tailShare).toBeLessThan(0.03);
    expect(fitted.verdict).toBe('power law plausible');
  });

  it('are ruled out by chance no more often than p states', async () => {
    const tails = await Promise.all(
      Array.from({ length: 40 }, (_, seed) =>
        fitTail(powerLawSample(2.3, 1, 600, `p ${seed}`), 60, `${seed}`),
      ),
    );
    expect(tails.filter(({ verdict }) => verdict === 'power law ruled out').length).toBeLessThan(10);
  });
});

/** How many of the seeded samples are called plausible power laws. */
const plausible = async (make: (seed: string) => Frequencies, samples: number): Promise<number> => {
  const seeds = Array.from({ length: samples }, (_, seed) => `${seed}`);
  const tails = await Promise.all(seeds.map((seed) => fitTail(make(seed), 100, seed)));
  return tails.filter(({ verdict }) => verdict === 'power law plausible').length;
};

describe('of few samples (more in the slow tier)', () => {
  it('power laws are mostly called plausible', async () => {
    expect(await plausible((seed) => powerLawSample(2.2, 1, 600, seed), 20)).toBeGreaterThanOrEqual(13);
  });

  it.each<[string, (seed: string) => Frequencies]>([
    ['geometric', (seed) => geometricSample(0.3, 600, seed)],
    ['Poisson', (seed) => poissonSample(3, 600, seed)],
  ])('%s ones never, or hardly ever', async (_, make) => {
    expect(await plausible(make, 20)).toBeLessThanOrEqual(1);
  });
});

it('same seed, same p; no simulation, no p', async () => {
  const frequencies = powerLawSample(2.2, 1, 800, 'same');
  expect(await fitTail(frequencies, 30, '1|RQ2|x|y')).toEqual(await fitTail(frequencies, 30, '1|RQ2|x|y'));
  expect((await fitTail(frequencies, 0, '1|RQ2|x|y')).p).toBeNull();
});

it('p is (b + 1)/(N + 1), with its standard error', async () => {
  const { p, pStandardError } = await fitTail(powerLawSample(2.2, 1, 800, 'same'), 30, 'row');
  expect(((p ?? 0) * 31) % 1).toBeCloseTo(0, 9);
  expect(p).toBeGreaterThan(0);
  expect(pStandardError).toBeCloseTo(Math.sqrt(((p ?? 0) * (1 - (p ?? 0))) / 30), 12);
});

it.each([
  [[], /fewer than 50 nonzero members/],
  [Array.from({ length: 80 }, (_, index) => (index < 49 ? 1 + index : 0)), /fewer than 50 nonzero members/],
  [Array.from({ length: 80 }, () => 1), /fewer than three distinct values/],
  [Array.from({ length: 80 }, (_, index) => 7 + (index % 2)), /fewer than three distinct values/],
  [Array.from({ length: 800 }, (_, index) => index % 6), /no value above 5/],
  [Array.from({ length: 800 }, (_, index) => 1e12 + (index % 6)), /so large and close/],
])('says too few where nothing can be fitted, and why: %#', async (sample, reason) => {
  expect(await fitTail(toFrequencies(sample), 10, 'row')).toEqual({
    ...{ alpha: null, xmin: null, tailSize: null, tailShare: null, ks: null, standardError: null },
    ...{ logLikelihood: null, p: null, pStandardError: null, lognormal: null, exponential: null },
    ...{ curvature: null, verdict: 'too few', reason: expect.stringMatching(reason) },
  });
});

describe('values of 10⁹ and more', () => {
  const finite = (value: unknown): void => {
    if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
    else if (typeof value === 'object') for (const part of Object.values(value ?? {})) finite(part);
  };

  it.each([1e9, 1e11, 1e13])(
    'a power law from %d on is fitted as one from any other number',
    async (xmin) => {
      const frequencies = powerLawSample(2.3, xmin, 400, 'far');
      const tail = await fitTail(frequencies, 100, 'far');
      finite(tail);
      const { values, counts } = frequencies;
      const first = values.indexOf(tail.xmin ?? 0);
      let logs = 0;
      for (let i = first; i < values.length; i += 1)
        logs += (counts[i] ?? 0) * Math.log((values[i] ?? 0) / (tail.xmin ?? 1));
      expect(tail.alpha).toBeCloseTo(1 + (tail.tailSize ?? 0) / logs, 6);
      expect(tail.verdict).toBe('power law plausible');
    },
  );

  it.each([
    ['close together', Array.from({ length: 300 }, (_, i) => 1e9 + (i % 40))],
    ['closer than their logarithms', Array.from({ length: 300 }, (_, i) => 1e15 + (i % 40))],
    ['with small ones', Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 1 + i : 1e12 + i * 1e9))],
    ['spread evenly', Array.from({ length: 300 }, (_, i) => 1e9 * (1 + i))],
    ['all there are', Array.from({ length: 300 }, (_, i) => Math.floor(2 ** (i / 5.7)))],
  ])('%s give no NaN and no endless sum', async (_, sample) => {
    finite(await fitTail(toFrequencies(sample), 5, 'row'));
  });
});
