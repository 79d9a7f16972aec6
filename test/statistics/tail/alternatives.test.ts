import { describe, expect, it } from 'vitest';
import { toFrequencies } from '../../../src/statistics/frequencies.ts';
import { exponentialLog, fitExponential } from '../../../src/statistics/tail/exponential.ts';
import { fitLognormal, leastMu, lognormalLog } from '../../../src/statistics/tail/lognormal.ts';
import { nelderMead } from '../../../src/statistics/tail/nelder-mead.ts';
import { logNormalSurvival, normalSurvival } from '../../../src/statistics/tail/normal-survival.ts';
import { toTailSample } from '../../../src/statistics/tail/tail-sample.ts';
import { vuong } from '../../../src/statistics/tail/vuong.ts';
import { geometricSample, lognormalSample, powerLawSample } from './draw.ts';

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.15865525393145705],
    [1.959963984540054, 0.025],
    [-1, 0.8413447460685429],
    [3, 0.0013498980316300946],
    [-3, 0.9986501019683699],
    [10, 7.61985302416052e-24],
  ])('P(Z > %d)', (z, probability) => {
    expect(Math.abs(normalSurvival(z) / probability - 1)).toBeLessThan(1e-12);
  });

  it('is smooth where the series hands over, and defined far out', () => {
    for (const z of [0.46875, -0.46875, 4].map((x) => x * Math.SQRT2)) {
      const [below, above] = [logNormalSurvival(z - 1e-9), logNormalSurvival(z + 1e-9)];
      expect(Math.abs(below - above)).toBeLessThan(1.3e-8);
    }
    expect(logNormalSurvival(100)).toBeCloseTo(-5005.524208, 5);
    expect(logNormalSurvival(-40)).toBeCloseTo(0, 12);
  });
});

it('finds the minimum of a narrow valley', async () => {
  const valley = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  const [a, b] = await nelderMead(valley, { start: [-1.2, 1], step: [0.5, 0.5] });
  expect(a).toBeCloseTo(1, 6);
  expect(b).toBeCloseTo(1, 6);
});

describe('the exponential', () => {
  it('is fitted in closed form', () => {
    const fit = fitExponential(toTailSample(toFrequencies([1, 2, 3])), 0);
    expect(fit.rate).toBeCloseTo(Math.log(2), 14);
    expect(fit.logLikelihood).toBeCloseTo(-6 * Math.log(2), 12);
  });

  it('finds the truth of a geometric sample', () => {
    const sample = toTailSample(geometricSample(0.2, 50_000, 'rate'));
    const { rate } = fitExponential(sample, 3);
    expect(Math.abs(rate + Math.log(0.8))).toBeLessThan(0.01);
    const log = exponentialLog(sample, 3, rate);
    expect(log(3)).toBeCloseTo(Math.log(0.2), 1);
  });
});

describe('the lognormal', () => {
  it('finds the truth of a lognormal sample, whole or from a greater xmin on', async () => {
    const sample = toTailSample(lognormalSample(2, 1, 50_000, 'truth'));
    for (const [start, close] of [
      [0, 0.03],
      [3, 0.1],
      [10, 0.3],
    ] as const) {
      const { mu, sigma, atBound } = await fitLognormal(sample, start);
      expect(Math.abs(mu - 2)).toBeLessThan(close);
      expect(Math.abs(sigma - 1)).toBeLessThan(close / 2);
      expect(atBound).toBe(false);
    }
  });

  it('sums to 1 over all whole numbers from xmin on', () => {
    const every = toTailSample(toFrequencies(Float64Array.from({ length: 20_000 }, (_, index) => index + 3)));
    const log = lognormalLog(every, 0, { mu: 1, sigma: 0.8 });
    let sum = 0;
    for (let index = 0; index < 20_000; index += 1) sum += Math.exp(log(index));
    expect(sum).toBeCloseTo(1, 9);
  });

  it('gives the same where the mass of a number is taken for the density at it, from any xmin on', () => {
    const sample = toTailSample(toFrequencies([1, 1000, 1e9 - 1, 1e9, 1e9 + 1, 2e9]));
    for (const start of [0, 1])
      for (const fit of [
        { mu: 0, sigma: 5 },
        { mu: 20, sigma: 1 },
      ]) {
        const log = lognormalLog(sample, start, fit);
        const [below, first, second] = [log(2), log(3), log(4)];
        expect(Math.abs(first - below)).toBeLessThan(1e-5);
        expect(Math.abs(second - first)).toBeLessThan(1e-5);
      }
  });

  it('runs to the bound of mu on a power law, and reports it', async () => {
    const sample = toTailSample(powerLawSample(2.2, 1, 50_000, 'bound'));
    const fit = await fitLognormal(sample, 0);
    expect([fit.mu, fit.atBound]).toEqual([leastMu, true]);
    // The likeliest there is: no sigma beside it is likelier.
    const likelihoodOf = (sigma: number): number => {
      const log = lognormalLog(sample, 0, { mu: leastMu, sigma });
      return sample.counts.reduce((sum, count, index) => sum + count * log(index), 0);
    };
    expect(likelihoodOf(fit.sigma)).toBeCloseTo(fit.logLikelihood, 6);
    for (const beside of [0.999, 1.001])
      expect(likelihoodOf(beside * fit.sigma)).toBeLessThan(fit.logLikelihood);
  });
});

describe("Vuong's test", () => {
  const sample = toTailSample(toFrequencies([1, 1, 1, 2, 2, 3]));
  it('takes sides by the log-likelihood ratio over its spread', () => {
    // Ratios 1 1 1 0 0 −1: sum 2, mean 1/3, sum of squares about it 4 − 6/9.
    const test = vuong(
      sample,
      0,
      (index) => 1 - index,
      () => 0,
    );
    expect(test?.z).toBeCloseTo(2 / Math.sqrt(4 - 4 / 6), 12);
    expect(test?.pTwoSided).toBeCloseTo(2 * (test?.pOneSided ?? 0), 12);
    const turned = vuong(
      sample,
      0,
      () => 0,
      (index) => 1 - index,
    );
    expect(turned?.z).toBeCloseTo(-(test?.z ?? 0), 12);
    expect(turned?.pOneSided).toBeCloseTo(1 - (test?.pOneSided ?? 0), 12);
  });

  it('is undecided between equal fits', () => {
    expect(
      vuong(
        sample,
        0,
        () => -1,
        () => -1,
      ),
    ).toBeNull();
  });
});
