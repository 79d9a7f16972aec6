import { expect, it } from 'vitest';
import { fromCounts, toFrequencies } from '../../../src/statistics/frequencies.ts';
import { hurwitzZeta } from '../../../src/statistics/tail/hurwitz-zeta.ts';
import { fitPowerLaw, fitPowerLawFrom } from '../../../src/statistics/tail/power-law.ts';
import { toTailSample } from '../../../src/statistics/tail/tail-sample.ts';
import { lognormalSample, powerLawSample } from './draw.ts';

/** Value k occurs ⌊10000 k^−2.5 + ½⌋ times, k = 1…100. */
const reference = fromCounts(
  Array.from(
    { length: 100 },
    (_, index) => [index + 1, Math.floor(10_000 * (index + 1) ** -2.5 + 0.5)] as const,
  ),
);

it('fits the reference frequencies', async () => {
  expect(reference.n).toBe(13_400);
  const fit = await fitPowerLaw(toTailSample(reference));
  expect(fit?.xmin).toBe(1);
  expect(fit?.tailSize).toBe(13_400);
  expect(fit?.alpha).toBeCloseTo(2.514593, 6);
  expect(fit?.ks).toBeCloseTo(0.002293, 6);
});

it('fits them from xmin 2 on', () => {
  const fit = fitPowerLawFrom(toTailSample(reference), 1);
  expect(fit.alpha).toBeCloseTo(2.539949, 6);
  expect(fit.ks).toBeCloseTo(0.006698, 6);
});

it('leaves zeros out and needs 50 members with two distinct values', async () => {
  const sample = [...Array.from({ length: 49 }, () => 1), 2];
  expect((await fitPowerLaw(toTailSample(toFrequencies([...sample, 0, 0]))))?.tailSize).toBe(50);
  expect(await fitPowerLaw(toTailSample(toFrequencies(sample.slice(1))))).toBeNull();
  expect(await fitPowerLaw(toTailSample(toFrequencies(sample.map(() => 1))))).toBeNull();
  expect(await fitPowerLaw(toTailSample(toFrequencies([])))).toBeNull();
});

it('is at the maximum of the likelihood, with the error that its curvature gives', () => {
  const sample = toTailSample(reference);
  const fit = fitPowerLawFrom(sample, 2);
  const logLikelihood = (alpha: number) =>
    -fit.tailSize * Math.log(hurwitzZeta(alpha, fit.xmin)) - alpha * (sample.logSumFrom[2] ?? 0);
  const h = 1e-3;
  const [below, at, above] = [-h, 0, h].map((step) => logLikelihood(fit.alpha + step));
  expect(at).toBeCloseTo(fit.logLikelihood, 8);
  expect(at).toBeGreaterThan(Math.max(below ?? 0, above ?? 0));
  const curvature = -((above ?? 0) - 2 * (at ?? 0) + (below ?? 0)) / (h * h);
  expect(fit.standardError * Math.sqrt(curvature)).toBeCloseTo(1, 3);
});

it('has the distance that every whole number gives', () => {
  const sample = toTailSample(
    toFrequencies(Array.from({ length: 400 }, (_, index) => Math.floor(400 / (index + 1)))),
  );
  const fit = fitPowerLawFrom(sample, 1);
  let distance = 0;
  for (let x = fit.xmin; x <= 400; x += 1) {
    const above = sample.values.findIndex((value) => value > x);
    const observed = above < 0 ? 0 : (sample.membersFrom[above] ?? 0) / fit.tailSize;
    const fitted = hurwitzZeta(fit.alpha, x + 1) / hurwitzZeta(fit.alpha, fit.xmin);
    distance = Math.max(distance, Math.abs(observed - fitted));
  }
  expect(fit.ks).toBeCloseTo(distance, 12);
});

it.each([
  ['power law', powerLawSample(2, 1, 3000, 'search')],
  ['lognormal', lognormalSample(5, 2, 4000, 'search')],
  ['flat', toFrequencies(Array.from({ length: 3000 }, (_, index) => 1 + ((index * 7919) % 2503)))],
  [
    'rising',
    toFrequencies(Array.from({ length: 3000 }, (_, index) => Math.floor(3e4 * Math.sqrt(index / 3000)))),
  ],
])('finds the xmin that trying every one finds: %s', async (_, frequencies) => {
  const sample = toTailSample(frequencies);
  const every = Array.from(sample.values.keys())
    .filter((index) => index + 1 < sample.values.length && (sample.membersFrom[index] ?? 0) >= 50)
    .map((index) => fitPowerLawFrom(sample, index));
  const best = every.reduce((a, b) => (b.ks < a.ks ? b : a));
  expect(every.length).toBeGreaterThan(30);
  expect(await fitPowerLaw(sample)).toEqual(best);
});
