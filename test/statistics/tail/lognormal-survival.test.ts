import { expect, it } from 'vitest';
import { lognormalLog, lognormalSurvival } from '../../../src/statistics/tail/lognormal.ts';
import { toTailSample } from '../../../src/statistics/tail/tail-sample.ts';

it.each([
  { mu: 0, sigma: 1.5 },
  { mu: -5, sigma: 3 },
  { mu: 2, sigma: 0.5 },
])('the lognormal’s survival adds up its masses: mu $mu, sigma $sigma', (fit) => {
  const values = Float64Array.from({ length: 400 }, (_, place) => place + 1);
  const sample = toTailSample({ values, counts: values.map(() => 1), n: 400 });
  const start = 2;
  const mass = lognormalLog(sample, start, fit);
  expect(lognormalSurvival(3, 3, fit)).toBe(1);
  let below = 0;
  for (let index = start; index < 399; index += 1) {
    below += Math.exp(mass(index));
    expect(lognormalSurvival((values[index] ?? 0) + 1, 3, fit)).toBeCloseTo(1 - below, 10);
  }
});
