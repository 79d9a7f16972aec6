import { expect, it } from 'vitest';
import { binomial } from '../../src/statistics/binomial.ts';
import { computeFigures, figureNames } from '../../src/statistics/figures.ts';
import { toFrequencies } from '../../src/statistics/frequencies.ts';

const figuresOf = (values: number[], population: 'all' | 'nonzero') =>
  computeFigures(toFrequencies(values), population);

it('of nobody no figure is defined but the counts', () => {
  const figures = figuresOf([], 'all');
  expect(Object.keys(figures)).toEqual(figureNames);
  const defined = Object.entries(figures).filter(([, value]) => value !== null);
  expect(Object.fromEntries(defined)).toEqual({ n: 0, nAll: 0, nNonzero: 0, total: 0 });
});

it('with a total of 0 shares, Gini, hhi and entropy are undefined', () => {
  const figures = figuresOf([0, 0, 0], 'nonzero');
  expect(figures).toMatchObject({
    n: 0,
    mean: null,
    nAll: 3,
    meanAll: 0,
    sdAll: 0,
    nNonzero: 0,
    meanNonzero: null,
  });
  expect(figures).toMatchObject({
    zeroShare: 1,
    total: 0,
    gini: null,
    hhi: null,
    entropy: null,
    top1Share: null,
  });
});

it('every figure of twenty members, by hand', () => {
  const values = [...Array(5).fill(0), ...Array(9).fill(1), 2, 2, 2, 5, 5, 11];
  // Of a total of 36; the squares add up to 192.
  const shares = [...Array(9).fill(1 / 36), ...Array(3).fill(2 / 36), 5 / 36, 5 / 36, 11 / 36];
  const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
  const [sdAll, sdNonzero] = [Math.sqrt((192 - 36 ** 2 / 20) / 19), Math.sqrt((192 - 36 ** 2 / 15) / 14)];
  const expected = {
    ...{ n: 20, mean: 1.8, sd: sdAll, median: 1, p90: 5, max: 11, nAll: 20, meanAll: 1.8, sdAll },
    ...{ nNonzero: 15, meanNonzero: 2.4, sdNonzero, zeroShare: 1 / 4, total: 36 },
    ...{ gini: 426 / 720, giniNonzero: 246 / 540, giniCorrected: 426 / 684 },
    ...{ hhi: 192 / 1296, effectiveNumber: 6.75, entropy, evenness: entropy / Math.log(15) },
    ...{ top1Share: 11 / 36, top10Share: 31 / 36, top1PctShare: 11 / 36, top10PctShare: 16 / 36 },
    membersForHalf: 3,
  };
  const figures = figuresOf(values, 'all');
  expect(Object.keys(figures).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, figure] of Object.entries(expected))
    expect([name, figures[name as keyof typeof figures]]).toEqual([name, expect.closeTo(figure, 12)]);
});

it('the first figures are those of the headline population', () => {
  const values = [0, 0, 1, 3, 6];
  const both = { nAll: 5, meanAll: 2, nNonzero: 3, meanNonzero: 10 / 3, zeroShare: 0.4, total: 10 };
  expect(figuresOf(values, 'all')).toMatchObject({ ...both, n: 5, mean: 2, median: 1, max: 6 });
  expect(figuresOf(values, 'nonzero')).toMatchObject({ ...both, n: 3, mean: 10 / 3, median: 3, max: 6 });
});

it('binomial draws that are certain need no random number, and the last double below 1 ends', () => {
  const none = (): number => {
    throw new Error('a number was drawn');
  };
  expect([binomial(0, 0.3, none), binomial(9, 0, none), binomial(9, 1, none)]).toEqual([0, 0, 9]);
  // Of 0.009 the probabilities, as they are rounded, add up to less than that number.
  for (const p of [0.004, 0.009]) {
    const last = binomial(1000, p, () => 1 - 2 ** -53);
    expect(last).toBeGreaterThan(20);
    expect(last).toBeLessThan(500);
  }
});
