import { expect, it } from 'vitest';
import { toFrequencies } from '../../src/statistics/frequencies.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { sampleCoverage } from '../../src/statistics/sample-coverage.ts';

it.each([
  // 1 − (Q1/U) ((M−1) Q1 / ((M−1) Q1 + 2 Q2))
  [[1, 1, 2, 5], 6, 1 - (2 / 9) * (10 / 12)],
  [[1, 1, 1], 4, 0],
  [[1, 3, 3], 4, 1 - 1 / 7],
  [[2, 2, 9], 9, 1],
  [[0, 0, 2, 1], 3, 1 - (1 / 3) * (2 / 4)],
])('of uses %j of %i models', (uses, models, coverage) => {
  expect(sampleCoverage(toFrequencies(uses), models)).toBeCloseTo(coverage, 14);
});

it('is null where nothing is used, or by a single model', () => {
  expect(sampleCoverage(toFrequencies([]), 0)).toBeNull();
  expect(sampleCoverage(toFrequencies([0, 0]), 3)).toBeNull();
  expect(sampleCoverage(toFrequencies([1, 1]), 1)).toBeNull();
});

it('is near the share of the uses that the datasets seen have in the population', () => {
  // Dataset d is declared by a model with probability 0.3 / (d + 1).
  const chances = Array.from({ length: 300 }, (_, d) => 0.3 / (d + 1));
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  let off = 0;
  for (let round = 0; round < 100; round += 1) {
    const random = seededRandom(`coverage ${round}`);
    const uses = chances.map(() => 0);
    let models = 0;
    while (models < 150) {
      const declared = chances.map((chance) => random() < chance);
      if (!declared.includes(true)) continue;
      models += 1;
      for (const [d, is] of declared.entries()) if (is) uses[d] = (uses[d] ?? 0) + 1;
    }
    const seen = chances.reduce((sum, chance, d) => sum + ((uses[d] ?? 0) > 0 ? chance : 0), 0) / whole;
    off += ((sampleCoverage(toFrequencies(uses), models) ?? 0) - seen) / 100;
  }
  expect(Math.abs(off)).toBeLessThan(0.02);
});
