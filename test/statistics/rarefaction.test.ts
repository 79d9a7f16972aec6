import { describe, expect, it } from 'vitest';
import { entropy } from '../../src/statistics/entropy.ts';
import { toFrequencies } from '../../src/statistics/frequencies.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { rarefy } from '../../src/statistics/rarefaction.ts';

it('knows small cases by heart', () => {
  expect(rarefy(toFrequencies([1, 1, 1]), 3, 2)).toEqual({
    distinct: expect.closeTo(2, 12),
    effectiveDistinct: expect.closeTo(2, 12),
  });
  expect(rarefy(toFrequencies([3, 1]), 4, 2)?.distinct).toBeCloseTo(1.5, 12);
});

it('is the plain diversity when every model is drawn, unused datasets adding nothing', () => {
  const uses = toFrequencies([1, 2, 2, 9, 0, 30]);
  const all = rarefy(uses, 40, 40);
  expect(all?.distinct).toBeCloseTo(5, 12);
  expect(all?.effectiveDistinct).toBeCloseTo(Math.exp(entropy(uses) ?? 0), 12);
});

it('agrees with drawing every pair of models', () => {
  const random = seededRandom('pairs');
  for (let round = 0; round < 50; round += 1) {
    const models = Array.from({ length: 2 + Math.floor(random() * 6) }, () =>
      Array.from({ length: 5 }, () => random() < 0.4),
    );
    const uses = [0, 1, 2, 3, 4].map((dataset) => models.filter((model) => model[dataset]).length);
    if (uses.every((count) => count === 0)) continue;
    const pairs = models.flatMap((a, index) =>
      models.slice(index + 1).map((b) => a.filter((used, at) => used || b[at])),
    );
    const mean = pairs.reduce((sum, pair) => sum + pair.length, 0) / pairs.length;
    expect(rarefy(toFrequencies(uses), models.length, 2)?.distinct).toBeCloseTo(mean, 12);
  }
});

it('weighs every number of models drawn by its hypergeometric probability', () => {
  const choose = (n: number, k: number): number =>
    k < 0 || k > n ? 0 : Array.from({ length: k }, (_, i) => (n - i) / (k - i)).reduce((a, b) => a * b, 1);
  const models = 12;
  const uses = [1, 3, 6, 6, 11, 12];
  const total = uses.reduce((a, b) => a + b, 0);
  for (let m = 1; m <= models; m += 1) {
    const expectedUses = (m * total) / models;
    let [distinct, entropyOf] = [0, 0];
    for (const used of uses)
      for (let k = 1; k <= m; k += 1) {
        const probability = (choose(used, k) * choose(models - used, m - k)) / choose(models, m);
        distinct += probability;
        entropyOf -= probability * (k / expectedUses) * Math.log(k / expectedUses);
      }
    const found = rarefy(toFrequencies(uses), models, m);
    expect(found?.distinct).toBeCloseTo(distinct, 11);
    expect(found?.effectiveDistinct).toBeCloseTo(Math.exp(entropyOf), 11);
  }
});

it('neither overflows nor vanishes among very many models', () => {
  const found = rarefy(toFrequencies([1_000_000, 1_000_000]), 4_000_000, 2_000_000);
  expect(found?.distinct).toBeCloseTo(2, 12);
  expect(found?.effectiveDistinct).toBeCloseTo(2, 5);
  // Of nearly all models that use it, at least some are drawn.
  expect(rarefy(toFrequencies([2_999_999]), 3_000_000, 2)?.distinct).toBeCloseTo(1, 12);
});

it('grows with the models drawn', () => {
  const uses = toFrequencies(Array.from({ length: 500 }, (_, index) => Math.ceil(3000 / (index + 1))));
  let before = { distinct: 0, effectiveDistinct: 0 };
  for (const m of [1, 2, 10, 30, 300, 3000]) {
    const now = rarefy(uses, 3000, m);
    expect(now?.distinct).toBeGreaterThan(before.distinct);
    expect(now?.effectiveDistinct).toBeGreaterThan(before.effectiveDistinct);
    before = now ?? before;
  }
});

it('is null where there is nothing to draw', () => {
  expect(rarefy(toFrequencies([]), 0, 1)).toBeNull();
  expect(rarefy(toFrequencies([0, 0]), 5, 2)).toBeNull();
  expect(rarefy(toFrequencies([1]), 5, 6)).toBeNull();
});

describe('against the mean over drawn models', () => {
  // Dataset d is declared by a model with probability 0.5 / (d + 1)^s: the steeper, the more one dataset has.
  it.each([
    [0.6, 12],
    [1, 40],
    [1.5, 100],
  ])('falling by the power %d, %i of 150 models drawn', (power, drawn) => {
    const random = seededRandom(`rarefy ${power}`);
    const chances = Array.from({ length: 200 }, (_, d) => 0.5 / (d + 1) ** power);
    const models = Array.from({ length: 150 }, () =>
      chances.flatMap((chance, d) => (random() < chance ? [d] : [])),
    ).map((declared) => (declared.length === 0 ? [0] : declared));
    const usesOf = (some: readonly number[][]): number[] => {
      const uses = chances.map(() => 0);
      for (const d of some.flat()) uses[d] = (uses[d] ?? 0) + 1;
      return uses;
    };
    const rounds = 400;
    const means = { distinct: 0, effective: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const order = models.map((model) => ({ model, key: random() })).sort((a, b) => a.key - b.key);
      const uses = usesOf(order.slice(0, drawn).map(({ model }) => model)).filter((used) => used > 0);
      const total = uses.reduce((sum, used) => sum + used, 0);
      const spread = uses.reduce((sum, used) => sum - (used / total) * Math.log(used / total), 0);
      means.distinct += uses.length / rounds;
      means.effective += Math.exp(spread) / rounds;
    }
    const rarefied = rarefy(toFrequencies(usesOf(models)), models.length, drawn);
    expect((rarefied?.distinct ?? 0) / means.distinct).toBeCloseTo(1, 1.5);
    // The codebook: −8 % to +0.8 % of the mean over draws.
    const off = (rarefied?.effectiveDistinct ?? 0) / means.effective - 1;
    expect(off).toBeGreaterThan(-0.08);
    expect(off).toBeLessThan(0.03);
  });
});
