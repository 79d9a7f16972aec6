import { mean, medianSorted, quantileSorted, sampleStandardDeviation, sum } from 'simple-statistics';
import { expect, it } from 'vitest';
import { describe } from '../../src/statistics/describe.ts';
import { toFrequencies } from '../../src/statistics/frequencies.ts';
import { randomSamples } from './random-samples.ts';

const describeSample = (sample: readonly number[]) => describe(toFrequencies(sample));

it('describes 1 1 1 10, a cell of the study of 2025', () => {
  expect(describeSample([1, 1, 1, 10])).toEqual({
    n: 4,
    mean: 3.25,
    sd: 4.5,
    median: 1,
    p90: expect.closeTo(7.3, 12),
    max: 10,
    total: 13,
  });
});

it('has no mean of nothing, and no deviation of one member', () => {
  const none = { n: 0, mean: null, sd: null, median: null, p90: null, max: null, total: 0 };
  expect(describeSample([])).toEqual(none);
  expect(describeSample([7])).toEqual({ n: 1, mean: 7, sd: null, median: 7, p90: 7, max: 7, total: 7 });
  expect(describeSample([0, 0])).toMatchObject({ n: 2, mean: 0, sd: 0, total: 0 });
});

it('keeps every member in the frequency table, large and odd values too', () => {
  for (const sample of [...randomSamples(100), [], [1e6, 3, 1e6, 0, 70_000], [2.5, 1, -1, 2.5]]) {
    const frequencies = toFrequencies(sample);
    expect(frequencies.n).toBe(sample.length);
    const members = [...frequencies.values].flatMap((value, at) => Array(frequencies.counts[at]).fill(value));
    expect(members).toEqual([...sample].sort((a, b) => a - b));
    expect(new Set(frequencies.values).size).toBe(frequencies.values.length);
  }
});

it('gives what simple-statistics gives for the members, to the last bit', () => {
  for (const sample of randomSamples(300)) {
    const members = [...sample].sort((a, b) => a - b);
    if (members.length === 0) continue;
    expect(describeSample(sample)).toEqual({
      n: members.length,
      mean: mean(members),
      sd: members.length < 2 ? null : sampleStandardDeviation(members),
      median: medianSorted(members),
      p90: quantileSorted(members, 0.9),
      max: members.at(-1),
      total: sum(members),
    });
  }
});
