import { describe, expect, it } from 'vitest';
import { fromCounts } from '../../../src/statistics/frequencies.ts';
import { criticalCurvature, testCurvature } from '../../../src/statistics/tail/curvature.ts';
import { logCurvedSum } from '../../../src/statistics/tail/curved-power-law.ts';
import { scaledZeta } from '../../../src/statistics/tail/hurwitz-zeta.ts';
import { fitPowerLawFrom } from '../../../src/statistics/tail/power-law.ts';
import { toTailSample } from '../../../src/statistics/tail/tail-sample.ts';
import { lognormalSample, powerLawSample } from './draw.ts';

describe('the sum of a curved power law', () => {
  it.each([
    [2.5, 1],
    [1.5, 1],
    [2.2, 7],
    [10, 3],
    [30, 1000],
    [2, 1e9],
    [1e6, 1e9],
  ])('is the zeta function without a curve: exponent %d from %d on', (c, xmin) => {
    expect(logCurvedSum(c, 0, xmin)).toBeCloseTo(Math.log(xmin * scaledZeta(c, xmin)), 11);
  });

  it('is infinite where no double holds its logarithm, and where there is no sum', () => {
    expect(logCurvedSum(-1e200, 1, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(logCurvedSum(1, 0, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(logCurvedSum(2, -1, 1)).toBe(Number.POSITIVE_INFINITY);
    // So steep that the first term is all.
    expect(logCurvedSum(2, 1e300, 1)).toBe(0);
  });

  it.each([
    [0.5, 0.2, 1],
    [-2, 1, 3],
    [1.5, 0.5, 5],
    [3, 0.1, 2],
  ])('is what adding term by term gives: c %d, b %d, xmin %d', (c, b, xmin) => {
    let sum = 0;
    for (let x = xmin; x < 1e6; x += 1) {
      const w = Math.log(x / xmin);
      sum += Math.exp(-c * w - b * w * w);
    }
    expect(logCurvedSum(c, b, xmin)).toBeCloseTo(Math.log(sum), 6);
  });

  it.each([
    [-800, 100, 1],
    [-300, 20, 7],
    [-2000, 300, 50],
  ])('is a number where its terms are beyond a double: c %d, b %d, xmin %d', (c, b, xmin) => {
    const logs = Array.from({ length: 200_000 }, (_, step) => {
      const w = Math.log1p(step / xmin);
      return -c * w - b * w * w;
    });
    const greatest = logs.reduce((most, log) => Math.max(most, log), 0);
    expect(greatest).toBeGreaterThan(710);
    const sum = logs.reduce((all, log) => all + Math.exp(log - greatest), 0);
    expect(logCurvedSum(c, b, xmin) / (greatest + Math.log(sum))).toBeCloseTo(1, 9);
  });

  it('is the integral where its greatest term is at a number beyond a double', () => {
    const [c, b] = [-2000, 1];
    const whole = (1 - c) ** 2 / (4 * b) + Math.log(Math.PI / b) / 2;
    expect(logCurvedSum(c, b, 1) / whole).toBeCloseTo(1, 12);
  });

  it('is infinite where it does not converge', () => {
    expect(logCurvedSum(1, 0, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(logCurvedSum(3, -1e-9, 2)).toBe(Number.POSITIVE_INFINITY);
  });
});

const test = (frequencies: ReturnType<typeof fromCounts>, start = 0) => {
  const sample = toTailSample(frequencies);
  return testCurvature(sample, start, fitPowerLawFrom(sample, start));
};

describe('the test of the curvature', () => {
  it('finds a and b of a sample in proportion to them', async () => {
    const [a, b] = [1.2, 0.35];
    const p = (x: number) => x ** -a * Math.exp(-b * Math.log(x) ** 2);
    const found = await test(
      fromCounts(Array.from({ length: 3000 }, (_, i) => [i + 2, Math.round(1e8 * p(i + 2))] as const)),
    );
    expect(found.a).toBeCloseTo(a, 2);
    expect(found.b).toBeCloseTo(b, 2);
    expect(found.statistic).toBeGreaterThan(1e5);
    expect(found.p).toBe(0);
  });

  it('is at the maximum: no step to either side is likelier', async () => {
    const sample = toTailSample(lognormalSample(1, 1, 4000, 'maximum'));
    const { a, b } = await testCurvature(sample, 0, fitPowerLawFrom(sample, 0));
    const log = (da: number, db: number) => {
      let sum = -4000 * logCurvedSum(a + da, b + db, 1);
      for (const [i, x] of sample.values.entries()) {
        sum -= (sample.counts[i] ?? 0) * ((a + da) * Math.log(x) + (b + db) * Math.log(x) ** 2);
      }
      return sum + (4000 - (sample.membersFrom[0] ?? 0)) * logCurvedSum(a + da, b + db, 1);
    };
    for (const [da, db] of [[0.01, 0] as const, [-0.01, 0] as const, [0, 0.01] as const, [0, -0.01] as const])
      expect(log(da, db)).toBeLessThan(log(0, 0));
  });

  it('of a tail almost all at one value leaves the range of doubles and comes back', async () => {
    const pairs = [[2, 15] as const, [755, 105_038] as const];
    const { a, b } = await test(fromCounts(pairs));
    // At the maximum the means of ln x and of ln² x are those of the sample.
    const momentsOf = (terms: (readonly [log: number, weight: number])[]) => {
      const sum = (power: number) => terms.reduce((total, [log, weight]) => total + weight * log ** power, 0);
      return [sum(1) / sum(0), sum(2) / sum(0)];
    };
    const top = a * Math.log(755) + b * Math.log(755) ** 2;
    const fitted = momentsOf(
      Array.from({ length: 100_000 }, (_, i) => Math.log(i + 2)).map((log) => [
        log,
        Math.exp(top - a * log - b * log * log),
      ]),
    );
    const observed = momentsOf(pairs.map(([x, count]) => [Math.log(x), count]));
    for (const [place, moment] of fitted.entries())
      expect(Math.abs(moment / (observed[place] ?? 0) - 1)).toBeLessThan(1e-3);
  });

  it('finds none in a sample that bends the other way', async () => {
    const convex = Array.from(
      { length: 60 },
      (_, i) => [(2 ** (i / 2)) | 0, 4 + Math.floor(3000 / 4 ** i)] as const,
    );
    expect(await test(fromCounts(new Map(convex)))).toMatchObject({ b: 0, statistic: 0, p: 1 });
  });

  it('finds none where the curve gains less than rounding loses', async () => {
    const close = fromCounts([
      [1_003_296_168, 1],
      [1_264_202_637, 1],
    ]);
    expect(await test(close)).toMatchObject({ b: 0, statistic: 0, p: 1 });
  });

  it('of true power laws exceeds 1.642 in about one of ten, of lognormals far more often', async () => {
    const share = async (make: (seed: string) => ReturnType<typeof fromCounts>) => {
      const tests = await Promise.all(Array.from({ length: 200 }, (_, i) => test(make(`curve ${i}`))));
      return tests.filter(({ statistic }) => statistic > criticalCurvature).length / 200;
    };
    const straight = await share((seed) => powerLawSample(2.4, 3, 400, seed));
    expect(straight).toBeGreaterThan(0.05);
    expect(straight).toBeLessThan(0.16);
    expect(await share((seed) => lognormalSample(2, 1, 400, seed))).toBeGreaterThan(0.95);
  });
});
