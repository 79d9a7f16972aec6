import { expect, it } from 'vitest';
import { diversity, noDiversity } from '../../src/statistics/diversity.ts';
import { toFrequencies } from '../../src/statistics/frequencies.ts';

// Of 4 models 3 use one dataset and 1 another.
const uses = toFrequencies([3, 1]);
const spread = Math.exp((3 / 4) * Math.log(4 / 3) + (1 / 4) * Math.log(4));

it('of two datasets: how many, how many equal ones they are worth, and how much of the use is seen', () => {
  expect(diversity(uses, 4, null)).toEqual({
    distinct: 2,
    effectiveDistinct: expect.closeTo(spread, 14),
    distinctRarefied: null,
    effectiveDistinctRarefied: null,
    rarefiedTo: null,
    // 1 − (Q1/U) ((M−1) Q1 / ((M−1) Q1 + 2 Q2))
    sampleCoverage: expect.closeTo(1 - 1 / 4, 14),
  });
});

it('rarefied to two of four models: one dataset is surely seen, the other by every second pair', () => {
  expect(diversity(uses, 4, 2)).toMatchObject({ rarefiedTo: 2, distinctRarefied: expect.closeTo(1.5, 12) });
  const whole = diversity(uses, 4, 4);
  expect(whole).toMatchObject({ rarefiedTo: 4, distinctRarefied: expect.closeTo(2, 12) });
  expect(whole.effectiveDistinctRarefied).toBeCloseTo(spread, 12);
});

it('is not rarefied to more models than there are', () => {
  expect(diversity(uses, 4, 5)).toEqual(diversity(uses, 4, null));
});

it('is undefined where nothing is used', () => {
  expect(diversity(toFrequencies([]), 0, null)).toEqual({ ...noDiversity, distinct: 0 });
  expect(diversity(toFrequencies([]), 0, 1)).toEqual({ ...noDiversity, distinct: 0 });
});
