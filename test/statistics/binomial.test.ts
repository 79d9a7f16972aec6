import { describe, expect, it } from 'vitest';
import { binomial } from '../../src/statistics/binomial.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const logFactorials = [0];
for (let k = 1; k <= 5000; k += 1) logFactorials.push((logFactorials[k - 1] ?? 0) + Math.log(k));
const logOf = (k: number, n: number, p: number): number =>
  (logFactorials[n] ?? 0) -
  (logFactorials[k] ?? 0) -
  (logFactorials[n - k] ?? 0) +
  k * Math.log(p) +
  (n - k) * Math.log1p(-p);

/** Draws with these numbers, one after the other. */
const drawWith = (n: number, p: number, numbers: number[]): number => {
  const left = [...numbers];
  return binomial(n, p, () => left.shift() ?? Number.NaN);
};

describe('rejection: Hörmann 1993, algorithm BTRS', () => {
  // The accepting line of the paper at u, as its v: below it lies the binomial distribution.
  const lineAt = (u: number, n: number, p: number) => {
    const spread = Math.sqrt(n * p * (1 - p));
    const b = 1.15 + 2.53 * spread;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5);
    const mode = Math.floor((n + 1) * p);
    const ratio = Math.exp(logOf(k, n, p) - logOf(mode, n, p));
    return { k, v: (ratio * (a / (us * us) + b)) / ((2.83 + 5.1 / b) * spread), sure: 0.92 - 4.2 / b };
  };

  it.each([
    [100, 0.3],
    [1000, 0.02],
    [5000, 0.4],
  ])('accepts below the probability of k over that of the mode, n %i, p %f', (n, p) => {
    let compared = 0;
    for (let u = -0.495; u < 0.5; u += 0.01) {
      const { k, v, sure } = lineAt(u, n, p);
      // In the middle all below a sure line is accepted, and above 1 there is nothing.
      if (k < 0 || k > n || v >= 0.999 || v <= 0 || (0.5 - Math.abs(u) >= 0.07 && v * 0.999 <= sure))
        continue;
      compared += 1;
      const next = [0.1, 0.5];
      const centre = Math.floor(n * p + 0.5);
      expect(drawWith(n, p, [v * (1 - 1e-6), u + 0.5, ...next])).toBe(k);
      if (k !== centre) expect(drawWith(n, p, [v * (1 + 1e-6), u + 0.5, ...next])).toBe(centre);
    }
    expect(compared).toBeGreaterThan(10);
  });

  it('draws again where k is out of range', () => {
    // u = −½ leads below any k, and one beside +½ above n.
    expect(drawWith(30, 0.4, [0.99, 0, 0.1, 0.5])).toBe(12);
    expect(drawWith(30, 0.4, [0.99, 1 - 1e-9, 0.1, 0.5])).toBe(12);
  });
});

describe('inversion, where the mean is below 10', () => {
  it.each([
    [1, 0.5],
    [12, 0.25],
    [400, 0.02],
  ])('k is where the probabilities add up to the number drawn, n %i, p %f', (n, p) => {
    let below = 0;
    for (let k = 0; k <= Math.min(n, 20); k += 1) {
      const own = Math.exp(logOf(k, n, p));
      if (own > 1e-9) expect(drawWith(n, p, [below + own / 2])).toBe(k);
      below += own;
    }
  });

  it('ends in the far tail, and at n', () => {
    expect(drawWith(3, 0.5, [1 - 2 ** -53])).toBe(3);
    expect(drawWith(100_000, 1e-9, [1 - 2 ** -53])).toBeLessThan(10);
  });
});

it('none, all, and failures counted where successes are the more frequent', () => {
  const never = () => Number.NaN;
  expect([binomial(0, 0.5, never), binomial(7, 0, never), binomial(7, 1, never)]).toEqual([0, 0, 7]);
  expect(drawWith(10, 0.9, [0.2])).toBe(10 - drawWith(10, 1 - 0.9, [0.2]));
  const random = seededRandom('binomial');
  let sum = 0;
  for (let round = 0; round < 4000; round += 1) sum += binomial(50, 0.7, random);
  // The standard deviation of that mean is √(50 · 0.21 / 4000) = 0.051.
  expect(Math.abs(sum / 4000 - 35)).toBeLessThan(0.26);
});
