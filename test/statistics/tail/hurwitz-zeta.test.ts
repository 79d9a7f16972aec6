import { expect, it } from 'vitest';
import { hurwitzZeta, hurwitzZetaDerivatives } from '../../../src/statistics/tail/hurwitz-zeta.ts';

it.each([
  [2, 1, 1.6449340668482266],
  [2, 7, 0.15354517795933756],
  [2.5, 1, 1.3414872572509176],
  [3, 5, 0.024394866122557243],
  [1.5, 1, 2.612375348685488],
])('ζ(%d, %i)', (s, q, value) => {
  expect(Math.abs(hurwitzZeta(s, q) / value - 1)).toBeLessThan(4e-15);
  expect(Math.abs(hurwitzZetaDerivatives(s, q).value / value - 1)).toBeLessThan(4e-15);
});

it('loses one term a step: ζ(s, q) − ζ(s, q+1) = q^−s', () => {
  for (const s of [1.05, 1.8, 3.5, 12, 40]) {
    for (const q of [1, 2, 11, 12, 13, 500, 14_086]) {
      const difference = hurwitzZeta(s, q) - hurwitzZeta(s, q + 1);
      expect(Math.abs(difference - q ** -s)).toBeLessThan(1e-14 * hurwitzZeta(s, q));
    }
  }
});

it('has the derivatives that finite differences show', () => {
  for (const s of [1.3, 2.2, 5]) {
    for (const q of [1, 6, 40]) {
      const h = 1e-4;
      const { value, first, second } = hurwitzZetaDerivatives(s, q);
      const [below, above] = [hurwitzZeta(s - h, q), hurwitzZeta(s + h, q)];
      expect(Math.abs((above - below) / (2 * h) / first - 1)).toBeLessThan(1e-5);
      expect(Math.abs((above - 2 * value + below) / (h * h) / second - 1)).toBeLessThan(1e-4);
    }
  }
});
