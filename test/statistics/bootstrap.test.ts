import { expect, it } from 'vitest';
import { binomial } from '../../src/statistics/binomial.ts';
import { bootstrap, resampleFigures } from '../../src/statistics/bootstrap.ts';
import { describe } from '../../src/statistics/describe.ts';
import { fromCounts, toFrequencies } from '../../src/statistics/frequencies.ts';
import { gini } from '../../src/statistics/gini.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { resampler } from '../../src/statistics/resample.ts';

it('resamples 1 1 1 10 as the exact bootstrap states', async () => {
  const { mean } = await resampleFigures(toFrequencies([1, 1, 1, 10]), 100_000, 'exact');
  const share = (value: number) => mean.filter((m) => Math.abs(m - value) < 1e-9).length / mean.length;
  for (const [value, weight] of [
    [1, 81],
    [3.25, 108],
    [5.5, 54],
    [7.75, 12],
    [10, 1],
  ] as const) {
    const exact = weight / 256;
    expect(Math.abs(share(value) - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / mean.length));
  }
  expect(describe(toFrequencies(mean)).sd).toBeCloseTo(1.9485572, 1);
});

it.each([
  [20, 0.3],
  [1000, 0.004],
  [1000, 0.2],
  [50_000, 0.5],
  [400_000, 0.9],
])('draws binomials of %i trials with p = %d', (n, p) => {
  const random = seededRandom(`binomial ${n} ${p}`);
  const draws = Float64Array.from({ length: 40_000 }, () => binomial(n, p, random));
  const { mean, sd } = describe(toFrequencies(draws));
  const spread = Math.sqrt(n * p * (1 - p));
  expect(Math.abs((mean ?? 0) - n * p)).toBeLessThan((4 * spread) / 200);
  expect(Math.abs((sd ?? 0) / spread - 1)).toBeLessThan(0.02);
  expect(draws.every((draw) => Number.isInteger(draw) && draw >= 0 && draw <= n)).toBe(true);
});

it('draws every binomial value as often as it should', () => {
  const random = seededRandom('chi square');
  const [n, p, draws] = [40, 0.4, 200_000];
  const seen = new Float64Array(n + 1);
  for (let draw = 0; draw < draws; draw += 1) {
    const k = binomial(n, p, random);
    seen[k] = (seen[k] ?? 0) + 1;
  }
  let probability = (1 - p) ** n;
  let chiSquare = 0;
  let classes = 0;
  for (let k = 0; k <= n; k += 1) {
    if (draws * probability > 10) {
      chiSquare += ((seen[k] ?? 0) - draws * probability) ** 2 / (draws * probability);
      classes += 1;
    }
    probability *= (((n - k) / (k + 1)) * p) / (1 - p);
  }
  expect(chiSquare).toBeLessThan(classes + 4 * Math.sqrt(2 * classes));
});

it('keeps the number of members and draws each value in proportion, rare and frequent', () => {
  const frequencies = fromCounts([
    [0, 700],
    [1, 250],
    [2, 30],
    [3, 9],
    [7, 1],
    [40, 10],
  ]);
  const draw = resampler(frequencies, seededRandom('proportions'));
  const counts = new Float64Array(6);
  const sums = new Float64Array(6);
  const rounds = 20_000;
  for (let round = 0; round < rounds; round += 1) {
    draw(counts);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(1000);
    for (const [index, count] of counts.entries()) sums[index] = (sums[index] ?? 0) + count;
  }
  for (const [index, sum] of sums.entries()) {
    const count = frequencies.counts[index] ?? 0;
    expect(Math.abs(sum / rounds - count)).toBeLessThan(4.5 * Math.sqrt(count / rounds));
  }
});

it('same seed, same bytes; another seed, another interval', async () => {
  const frequencies = toFrequencies(Array.from({ length: 500 }, (_, index) => Math.floor(500 / (index + 1))));
  const once = await bootstrap(frequencies, 400, '1|RQ2|models-per-dataset|fill-mask');
  expect(await bootstrap(frequencies, 400, '1|RQ2|models-per-dataset|fill-mask')).toEqual(once);
  expect(await bootstrap(frequencies, 400, '2|RQ2|models-per-dataset|fill-mask')).not.toEqual(once);
  expect(once.gini?.[0]).toBeLessThan(gini(frequencies) ?? 0);
  expect(once.gini?.[1]).toBeLessThan(1);
});

it('covers the mean of a light-tailed population in about 95 of 100 samples', async () => {
  let covered = 0;
  for (let round = 0; round < 400; round += 1) {
    const random = seededRandom(`coverage ${round}`);
    const sample = Array.from({ length: 200 }, () => binomial(10, 0.3, random));
    const [low, high] = (await bootstrap(toFrequencies(sample), 500, `${round}`)).mean ?? [0, 0];
    if (low <= 3 && 3 <= high) covered += 1;
  }
  expect(covered).toBeGreaterThan(365);
  expect(covered).toBeLessThan(396);
});

it('has no interval where there is no figure', async () => {
  expect(await bootstrap(toFrequencies([]), 100, 'x')).toEqual({ mean: null, sd: null, gini: null });
  expect(await bootstrap(toFrequencies([4]), 100, 'x')).toEqual({ mean: [4, 4], sd: null, gini: [0, 0] });
  expect(await bootstrap(toFrequencies([0, 0, 0]), 100, 'x')).toEqual({
    mean: [0, 0],
    sd: [0, 0],
    gini: null,
  });
  expect((await bootstrap(toFrequencies([0, 0, 0, 1]), 100, 'x')).gini).toBeNull();
});
