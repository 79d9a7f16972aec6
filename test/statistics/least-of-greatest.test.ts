import { expect, it } from 'vitest';
import { leastOfGreatest, toFrequencies } from '../../src/statistics/frequencies.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const least = (most: number, members: number[]): number => leastOfGreatest(toFrequencies(members), most);

it.each([
  [1, [1, 5, 3], 5],
  [2, [1, 5, 3], 3],
  [3, [1, 5, 3], 1],
  // Equal ones are members of their own.
  [2, [1, 5, 5, 3], 5],
  [3, [1, 5, 5, 3], 3],
  // Fewer than that are above 0.
  [3, [0, 2, 0], 2],
  [3, [-2, 4, -1], 4],
  [3, [0.5, 0], 0.5],
  [3, [0, -1], Number.POSITIVE_INFINITY],
  [3, [], Number.POSITIVE_INFINITY],
])('the least of the %i greatest of %j: %d', (most, members, expected) => {
  expect(least(most, members)).toBe(expected);
});

it('is what sorting finds', () => {
  const random = seededRandom('the least of the greatest');
  for (let round = 0; round < 200; round += 1) {
    const members = Array.from({ length: 1 + Math.floor(random() * 12) }, () => Math.floor(random() * 6) - 1);
    const most = 1 + Math.floor(random() * 4);
    const greatest = members.filter((one) => one > 0).sort((a, b) => b - a);
    expect(least(most, members)).toBe(greatest.slice(0, most).at(-1) ?? Number.POSITIVE_INFINITY);
  }
});
