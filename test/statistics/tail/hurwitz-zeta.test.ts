import { expect, it } from 'vitest';
import { hurwitzZeta, scaledZeta, scaledZetaMoments } from '../../../src/statistics/tail/hurwitz-zeta.ts';

it.each([
  [2, 1, 1.6449340668482266],
  [2, 7, 0.15354517795933756],
  [2.5, 1, 1.3414872572509176],
  [3, 5, 0.024394866122557243],
  [1.5, 1, 2.612375348685488],
])('ζ(%d, %i)', (s, q, value) => {
  expect(Math.abs(hurwitzZeta(s, q) / value - 1)).toBeLessThan(4e-15);
  expect(Math.abs((scaledZetaMoments(s, q).value * q ** (1 - s)) / value - 1)).toBeLessThan(4e-15);
});

it('is the sum of its terms where the formula begins', () => {
  for (const [s, q] of [
    [3.5, 12],
    [6, 12],
    [8, 12],
    [8, 13],
    [20, 30],
  ] as const) {
    let sum = (q + 4000.5) ** (1 - s) / (s - 1);
    for (let k = 4000; k >= 0; k -= 1) sum += (q + k) ** -s;
    expect(Math.abs(hurwitzZeta(s, q) / sum - 1)).toBeLessThan(1e-12);
    expect(Math.abs((scaledZetaMoments(s, q).value * q ** (1 - s)) / sum - 1)).toBeLessThan(1e-12);
  }
});

it('loses one term a step: ζ(s, q) − ζ(s, q+1) = q^−s', () => {
  for (const s of [1.05, 1.8, 3.5, 12, 40]) {
    for (const q of [1, 2, 11, 12, 13, 500, 14_086]) {
      const difference = hurwitzZeta(s, q) - hurwitzZeta(s, q + 1);
      expect(Math.abs(difference - q ** -s)).toBeLessThan(1e-14 * hurwitzZeta(s, q));
    }
  }
});

it('has the moments that finite differences show', () => {
  for (const s of [1.3, 2.2, 5, 40]) {
    // Where the first term is all but the whole, differences hold no digits.
    for (const q of s === 40 ? [6, 40, 1e10] : [1, 6, 40, 1e10]) {
      const h = 3e-4;
      const { value, first, second } = scaledZetaMoments(s, q);
      const [below, above] = [scaledZeta(s - h, q), scaledZeta(s + h, q)];
      expect(Math.abs(scaledZeta(s, q) / value - 1)).toBeLessThan(1e-13);
      expect(Math.abs((above - below) / (2 * h) / first - 1)).toBeLessThan(1e-4);
      if (q < 1e10 && s < 40) {
        expect(Math.abs((above - 2 * value + below) / (h * h) / second - 1)).toBeLessThan(1e-3);
      }
    }
  }
});

it('scaled by q^(s−1) is a number at any q and s, in few terms', () => {
  for (const s of [1.01, 2, 30, 1e3, 1e6, 1e9]) {
    for (const q of [1, 7, 1e3, 1e6, 1e9, 1e12, 1e15]) {
      const value = scaledZeta(s, q);
      // Its first term, and the integral, are bounds.
      expect(value).toBeGreaterThanOrEqual(Math.max(1 / q, 1 / (s - 1)) * (1 - 1e-15));
      expect(value).toBeLessThanOrEqual((1 / q + 1 / (s - 1)) * (1 + 1e-15));
      expect(scaledZetaMoments(s, q).value / value).toBeCloseTo(1, 12);
    }
  }
});
