import { describe, expect, it } from 'vitest';
import { kendallTau } from '../../src/statistics/kendall-tau.ts';
import { dice } from '../oracle/random-names.ts';

describe('kendallTau', () => {
  it('has known values', () => {
    expect(kendallTau([1, 2, 3, 4], [1, 2, 4, 3])).toBeCloseTo(2 / 3, 12);
    expect(kendallTau([1, 2, 3], [10, 20, 30])).toBe(1);
    expect(kendallTau([1, 2, 3], [3, 2, 1])).toBe(-1);
    // The example of SciPy's manual, with ties on both sides.
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12);
  });

  it('does not exist for fewer than two pairs, or where one side is all ties', () => {
    expect(kendallTau([], [])).toBeNull();
    expect(kendallTau([1], [2])).toBeNull();
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(kendallTau([1, 2, 3], [0, 0, 0])).toBeNull();
  });

  it('is symmetric, turns with either side, and stays from -1 to 1 on random ties', () => {
    const d = dice(5);
    for (let round = 0; round < 200; round += 1) {
      const x = Array.from({ length: 2 + d.below(12) }, () => d.below(5));
      const y = x.map(() => d.below(5));
      const tau = kendallTau(x, y);
      expect(kendallTau(y, x)).toBe(tau);
      if (tau === null) continue;
      expect(Math.abs(tau)).toBeLessThanOrEqual(1 + 1e-12);
      expect(
        kendallTau(
          x,
          y.map((value) => -value),
        ),
      ).toBeCloseTo(-tau, 12);
    }
  });
});
