import { describe, expect, it } from 'vitest';
import type { Frequencies } from '../../../src/statistics/frequencies.ts';
import { fromCounts } from '../../../src/statistics/frequencies.ts';
import { fitTail } from '../../../src/statistics/tail/fit-tail.ts';
import {
  geometricSample,
  lognormalSample,
  negativeBinomialSample,
  poissonSample,
  powerLawSample,
} from './draw.ts';

/** The share of seeded samples that are called plausible power laws. */
const plausible = async (make: (seed: string) => Frequencies, samples = 100): Promise<number> => {
  let found = 0;
  for (let seed = 0; seed < samples; seed += 1) {
    const { verdict } = await fitTail(make(`${seed}`), 200, `${seed}`);
    if (verdict === 'power law plausible') found += 1;
  }
  return found / samples;
};

/** Members with a body below a power law from 30 on. */
function withTail(body: Frequencies, tail: Frequencies): Frequencies {
  const counts = new Map<number, number>();
  for (const part of [body, tail]) {
    for (const [index, value] of part.values.entries())
      counts.set(value, (counts.get(value) ?? 0) + (part.counts[index] ?? 0));
  }
  return fromCounts(counts);
}

describe('how many are called plausible', () => {
  it.each<[string, (seed: string) => Frequencies, number]>([
    ['power laws of alpha 1.8', (seed) => powerLawSample(1.8, 1, 1000, seed), 0.7],
    ['power laws of alpha 2.2', (seed) => powerLawSample(2.2, 1, 1000, seed), 0.7],
    ['power laws of alpha 2.5', (seed) => powerLawSample(2.5, 1, 3000, seed), 0.7],
    ['steep power laws of few members', (seed) => powerLawSample(3.5, 1, 500, seed), 0.25],
    [
      'tails of 3 % of the members',
      (seed) => withTail(geometricSample(0.4, 20_000, seed), powerLawSample(2.2, 30, 600, seed)),
      0.6,
    ],
  ])('of %s: most', async (_, make, least) => {
    expect(await plausible(make)).toBeGreaterThanOrEqual(least);
  });

  it.each<[string, (seed: string) => Frequencies]>([
    ['geometric, 300', (seed) => geometricSample(0.2, 300, seed)],
    ['geometric, 1000', (seed) => geometricSample(0.2, 1000, seed)],
    ['steep geometric, 1000', (seed) => geometricSample(0.5, 1000, seed)],
    ['geometric, 20,000', (seed) => geometricSample(0.1, 20_000, seed)],
    ['Poisson(0.3), 20,000', (seed) => poissonSample(0.3, 20_000, seed)],
    ['Poisson(5), 1000', (seed) => poissonSample(5, 1000, seed)],
    ['negative binomial', (seed) => negativeBinomialSample(2, 6, 3000, seed)],
  ])('of %s: hardly any', async (_, make) => {
    expect(await plausible(make)).toBeLessThanOrEqual(0.04);
  });

  it.each<[string, (seed: string) => Frequencies, number]>([
    ['narrow lognormals', (seed) => lognormalSample(1, 0.7, 2000, seed), 0.25],
    ['lognormals', (seed) => lognormalSample(1, 1, 2000, seed), 0.25],
    // The far tail of a wide lognormal is a power law to any test.
    ['wide lognormals', (seed) => lognormalSample(0.3, 1.5, 2000, seed), 0.45],
  ])('of %s: few', async (_, make, most) => {
    expect(await plausible(make)).toBeLessThanOrEqual(most);
  });
});

describe('samples of 100,000 from other distributions are not called power laws', () => {
  const makers: [string, (seed: string) => Frequencies][] = [
    ['geometric', (seed) => geometricSample(0.2, 100_000, seed)],
    ['steep geometric', (seed) => geometricSample(0.5, 100_000, seed)],
    ['flat geometric', (seed) => geometricSample(0.03, 100_000, seed)],
    ['lognormal', (seed) => lognormalSample(1, 1.2, 100_000, seed)],
    ['wide lognormal', (seed) => lognormalSample(0.3, 2, 100_000, seed)],
    ['low lognormal', (seed) => lognormalSample(-1, 2, 100_000, seed)],
  ];
  it.each(makers)('%s', async (_, make) => {
    for (const seed of ['a', 'b', 'c']) {
      const { verdict } = await fitTail(make(seed), 100, seed);
      expect(['power law ruled out', 'undecided']).toContain(verdict);
    }
    expect((await fitTail(make('d'), 0, 'd')).verdict).toBe('undecided');
  });
});
