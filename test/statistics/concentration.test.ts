import { describe, expect, it } from 'vitest';
import { entropy } from '../../src/statistics/entropy.ts';
import { evenness } from '../../src/statistics/evenness.ts';
import { toFrequencies } from '../../src/statistics/frequencies.ts';
import { gini, giniCorrected } from '../../src/statistics/gini.ts';
import { effectiveNumber, hhi } from '../../src/statistics/hhi.ts';
import { lorenz } from '../../src/statistics/lorenz.ts';
import { membersForHalf } from '../../src/statistics/members-for-half.ts';
import { topPercentShare, topShare } from '../../src/statistics/top-share.ts';
import { randomSamples, shuffled } from './random-samples.ts';

/** The ten incomes of the help pages of R `ineq`. */
const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261];
const of = (statistic: (f: ReturnType<typeof toFrequencies>) => number | null, sample: readonly number[]) =>
  statistic(toFrequencies(sample));

describe('known values', () => {
  it('Gini', () => {
    expect(of(gini, incomes)).toBeCloseTo(0.4620911, 7);
    expect(of(giniCorrected, incomes)).toBeCloseTo(0.5134346, 7);
    expect(of(gini, [1, 1, 1, 10])).toBeCloseTo(0.5192308, 7);
    expect(of(gini, [0, 0, 0, 1])).toBe(0.75);
    expect(of(giniCorrected, [0, 0, 0, 1])).toBe(1);
    expect(of(gini, [5, 5, 5])).toBe(0);
    expect(of(gini, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo(0.3, 14);
  });

  it('HHI and the effective number', () => {
    expect(of(hhi, incomes)).toBeCloseTo(0.1840812, 7);
    expect(of(hhi, [1, 1, 1, 10])).toBeCloseTo(0.6094675, 7);
    expect(of(effectiveNumber, [5, 5, 5])).toBeCloseTo(3, 14);
    expect(of(effectiveNumber, [0, 0, 0, 1])).toBe(1);
  });

  it('entropy and evenness', () => {
    expect(of(entropy, incomes)).toBeCloseTo(1.9402439, 7);
    expect(Math.exp(of(entropy, incomes) ?? 0)).toBeCloseTo(6.9604481, 6);
    expect(of(entropy, [1, 1, 1, 10])).toBeCloseTo(0.7937301, 7);
    expect(of(evenness, [1, 1, 1, 10])).toBeCloseTo(0.5725553, 6);
    expect(of(evenness, [5, 5, 5, 0])).toBeCloseTo(1, 14);
    expect(of(entropy, [0, 4])).toBe(0);
  });

  it('Lorenz points, top shares and the members for half', () => {
    const sample = toFrequencies([10, 1, 1, 1]);
    expect(lorenz(sample)).toEqual([
      { members: 0, total: 0 },
      { members: 0.75, total: 3 / 13 },
      { members: 1, total: 1 },
    ]);
    expect([1, 2, 4, 9].map((k) => topShare(sample, k))).toEqual([10 / 13, 11 / 13, 1, 1]);
    expect(topPercentShare(sample, 1)).toBe(10 / 13);
    expect(topPercentShare(sample, 50)).toBe(11 / 13);
    expect([[1, 1, 1, 10], [5, 5, 5], [1, 1], [9]].map((values) => of(membersForHalf, values))).toEqual([
      1, 2, 1, 1,
    ]);
  });
});

describe('where a figure does not exist', () => {
  const all = [gini, giniCorrected, hhi, effectiveNumber, entropy, evenness, lorenz, membersForHalf];
  it('a total of 0 has none', () => {
    for (const sample of [[], [0], [0, 0, 0]]) {
      const frequencies = toFrequencies(sample);
      expect(all.map((statistic) => statistic(frequencies))).toEqual(all.map(() => null));
      expect(topShare(frequencies, 10)).toBeNull();
      expect(topPercentShare(frequencies, 1)).toBeNull();
    }
  });

  it('one member has no corrected Gini and no evenness', () => {
    expect(of(giniCorrected, [3])).toBeNull();
    expect(of(gini, [3])).toBe(0);
    expect(of(evenness, [3])).toBeNull();
  });
});

describe('over seeded samples with a total', () => {
  const samples = randomSamples(300).filter((sample) => sample.some((value) => value > 0));

  it('Gini is half the mean absolute difference over the mean, and free of order and scale', () => {
    for (const [index, sample] of samples.entries()) {
      const total = sample.reduce((a, b) => a + b, 0);
      const differences = sample
        .flatMap((x) => sample.map((y) => Math.abs(x - y)))
        .reduce((a, b) => a + b, 0);
      expect(of(gini, sample)).toBeCloseTo(differences / (2 * sample.length * total), 12);
      expect(of(gini, shuffled(sample, `${index}`))).toBe(of(gini, sample));
      expect(
        of(
          gini,
          sample.map((x) => 7 * x),
        ),
      ).toBeCloseTo(of(gini, sample) ?? -1, 12);
    }
  });

  it('the Lorenz curve is convex, ends in (1, 1) and encloses the Gini coefficient', () => {
    for (const sample of samples) {
      const points = lorenz(toFrequencies(sample)) ?? [];
      let slope = 0;
      let area = 0;
      for (const [index, point] of points.entries()) {
        const before = points[index - 1];
        if (before === undefined) continue;
        const next = (point.total - before.total) / (point.members - before.members);
        expect(next).toBeGreaterThanOrEqual(slope - 1e-9);
        slope = next;
        area += ((point.total + before.total) / 2) * (point.members - before.members);
      }
      expect(points.at(-1)).toEqual({ members: 1, total: 1 });
      expect(1 - 2 * area).toBeCloseTo(of(gini, sample) ?? -1, 12);
    }
  });

  it('shares lie in 0–1, entropy is at most ln n, half is held by membersForHalf and by no fewer', () => {
    for (const sample of samples) {
      const frequencies = toFrequencies(sample);
      const shares = [
        gini(frequencies),
        hhi(frequencies),
        topShare(frequencies, 3),
        topPercentShare(frequencies, 10),
      ];
      for (const share of shares) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(entropy(frequencies)).toBeLessThanOrEqual(Math.log(sample.length) + 1e-12);
      const members = membersForHalf(frequencies) ?? 0;
      expect(topShare(frequencies, members)).toBeGreaterThanOrEqual(0.5);
      expect(topShare(frequencies, members - 1)).toBeLessThan(0.5);
    }
  });
});
