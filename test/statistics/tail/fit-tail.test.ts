import { describe, expect, it } from 'vitest';
import { type Frequencies, fromCounts, toFrequencies } from '../../../src/statistics/frequencies.ts';
import { fitTail } from '../../../src/statistics/tail/fit-tail.ts';
import { fitPowerLaw, fitPowerLawFrom, type PowerLawFit } from '../../../src/statistics/tail/power-law.ts';
import { type TailSample, toTailSample } from '../../../src/statistics/tail/tail-sample.ts';
import { geometricSample, lognormalSample, powerLawSample } from './draw.ts';

describe('samples from known power laws', () => {
  const within = (fit: PowerLawFit | null, alpha: number) =>
    fit !== null && Math.abs(fit.alpha - alpha) <= 1.96 * fit.standardError;
  const coverage = (alpha: number, xmin: number, fitted: (sample: TailSample) => PowerLawFit | null) => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const sample = toTailSample(powerLawSample(alpha, xmin, 2000, `cover ${alpha} ${seed}`));
      if (within(fitted(sample), alpha)) covered += 1;
    }
    return covered / 200;
  };

  it.each([1.8, 2.5, 3.5])(
    'alpha %d: 1.96 standard errors cover it in 90 to 99 % of 200 samples',
    (alpha) => {
      for (const covered of [
        coverage(alpha, 1, fitPowerLaw),
        // The error is that of alpha for a given xmin: where a greater one has to be found, it covers a little less.
        coverage(alpha, 4, (sample) => fitPowerLawFrom(sample, 0)),
      ]) {
        expect(covered).toBeGreaterThanOrEqual(0.9);
        expect(covered).toBeLessThanOrEqual(0.99);
      }
    },
  );

  it('are plausible, and better than the alternatives', () => {
    const tail = fitTail(powerLawSample(2.5, 2, 20_000, 'plausible'), 100, 'row');
    expect(tail.p).toBeGreaterThanOrEqual(0.1);
    expect(tail.verdict).toBe('power law plausible');
    expect(tail.exponential?.z).toBeGreaterThan(2);
    expect(tail.lognormal?.z).toBeGreaterThan(0);
  });

  it('are plausible in a tail that holds little, if the alternatives are worse', () => {
    const body = geometricSample(0.4, 400_000, 'body');
    const tail = powerLawSample(2.2, 30, 9000, 'tail');
    const both = [body, tail].flatMap(({ values, counts }) =>
      Array.from(values, (value, index) => [value, counts[index] ?? 0] as const),
    );
    const counts = new Map<number, number>();
    for (const [value, count] of both) counts.set(value, (counts.get(value) ?? 0) + count);
    const fitted = fitTail(fromCounts(counts), 60, 'row');
    expect(fitted.tailShare).toBeLessThan(0.03);
    expect(fitted.verdict).toBe('power law plausible');
  });

  it('are ruled out by chance no more often than p says', () => {
    const verdicts = Array.from(
      { length: 40 },
      (_, seed) => fitTail(powerLawSample(2.3, 1, 600, `p ${seed}`), 60, `${seed}`).verdict,
    );
    expect(verdicts.filter((verdict) => verdict === 'power law ruled out').length).toBeLessThan(10);
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
  it.each(makers)('%s', (_, make) => {
    for (const seed of ['a', 'b', 'c']) {
      const { verdict } = fitTail(make(seed), 30, seed);
      expect(['power law ruled out', 'undecided']).toContain(verdict);
    }
    expect(fitTail(make('d'), 0, 'd').verdict).toBe('undecided');
  });
});

it('same seed, same p; no simulation, no p', () => {
  const frequencies = powerLawSample(2.2, 1, 800, 'same');
  expect(fitTail(frequencies, 30, '1|RQ2|x|y')).toEqual(fitTail(frequencies, 30, '1|RQ2|x|y'));
  expect(fitTail(frequencies, 0, '1|RQ2|x|y').p).toBeNull();
});

it('says too few where nothing can be fitted', () => {
  for (const sample of [[], [0, 0, 0], Array.from({ length: 80 }, () => 1), [1, 2, 3, 4, 5]]) {
    expect(fitTail(toFrequencies(sample), 10, 'row')).toMatchObject({
      alpha: null,
      p: null,
      verdict: 'too few',
    });
  }
});
