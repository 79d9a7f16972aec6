import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/statistics/random.ts';
import { drawPowerLaw } from '../../../src/statistics/tail/draw-power-law.ts';
import { powerLawSample } from './draw.ts';

/** Σ k^−alpha from a value on: term by term, then the integral by the midpoint rule. */
function sumFrom(value: number, alpha: number): number {
  let sum = 0;
  for (let k = value; k < value + 2000; k += 1) sum += k ** -alpha;
  return sum + (value + 1999.5) ** (1 - alpha) / (alpha - 1);
}

it('draws exactly as many as it is asked for, none below xmin', () => {
  for (const members of [0, 1, 7, 100, 5000]) {
    const { n, values } = powerLawSample(2.5, 3, members, `n ${members}`);
    expect(n).toBe(members);
    if (members > 0) expect(values[0]).toBeGreaterThanOrEqual(3);
  }
});

it.each([
  [2.5, 1],
  [1.8, 4],
  [3.5, 10],
])('a value is as frequent as its power: alpha %f from %i on', (alpha, xmin) => {
  const members = 20_000;
  const { values, counts } = powerLawSample(alpha, xmin, members, 'shares');
  const all = sumFrom(xmin, alpha);
  for (let value = xmin; value < xmin + 6; value += 1) {
    const share = value ** -alpha / all;
    const drawn = (counts[values.indexOf(value)] ?? 0) / members;
    // Four and a half standard errors.
    expect(Math.abs(drawn - share)).toBeLessThan(4.5 * Math.sqrt((share * (1 - share)) / members));
  }
});

it('one member is found by inversion: the value that a share of all lies beyond', () => {
  const random = seededRandom('inversion');
  for (let round = 0; round < 40; round += 1) {
    const [alpha, xmin] = [1.5 + 2 * random(), 1 + Math.floor(9 * random())];
    const u = 0.02 + 0.98 * random();
    const parts = [u, 0.5];
    const drawn: [number, number][] = [];
    drawPowerLaw(
      { alpha, xmin, members: 1 },
      () => parts.shift() ?? Number.NaN,
      (value, count) => drawn.push([value, count]),
    );
    const [[value, count] = [0, 0]] = drawn;
    const all = sumFrom(xmin, alpha);
    expect([drawn.length, count]).toEqual([1, 1]);
    expect(sumFrom(value, alpha) / all).toBeGreaterThan(u - 1e-6);
    expect(sumFrom(value + 1, alpha) / all).toBeLessThan(u + 1e-6);
  }
});

it('far out, where numbers are no longer exact, it is the largest that is', () => {
  const tiny = [0, 0];
  drawPowerLaw(
    { alpha: 1.1, xmin: 1, members: 1 },
    () => tiny.shift() ?? Number.NaN,
    (value) => expect(value).toBe(2 ** 52),
  );
});
