import { expect, it } from 'vitest';
import { straighten } from '../../src/documents/report/straighten.ts';
import { seededRandom } from '../../src/statistics/random.ts';

type Place = readonly [number, number];
const itself = (place: Place): Place => place;

/** How far a place is above or below a line of places at the same x. */
function awayFrom([x, y]: Place, line: readonly Place[]): number {
  const last = line.findIndex((place) => place[0] >= x);
  const [to, from] = [line[last], line[Math.max(0, last - 1)]];
  if (to === undefined || from === undefined) throw new Error('outside of the line');
  const share = to[0] === from[0] ? 1 : (x - from[0]) / (to[0] - from[0]);
  return Math.abs(y - (from[1] + share * (to[1] - from[1])));
}

it.each([1, 2, 3, 4, 5])('a curve keeps its ends, and no point left out is a pixel away: seed %i', (seed) => {
  const random = seededRandom(`straighten ${seed}`);
  const power = 0.5 + 2 * random();
  const curve = Array.from({ length: 500 }, (_, at): Place => [at / 499, (at / 499) ** power]);
  const kept = straighten(curve, itself);
  expect([kept[0], kept.at(-1)]).toEqual([curve[0], curve.at(-1)]);
  expect(kept.length).toBeLessThan(60);
  // The line may be as steep as 20: at the same x it is then that much farther than across.
  for (const place of curve.slice(5)) expect(awayFrom(place, kept)).toBeLessThan(0.003);
});

it('a straight line is its ends; steps, single points and nothing stay as they are', () => {
  const straight = Array.from({ length: 100 }, (_, at): Place => [at / 99, 1 - at / 99]);
  expect(straighten(straight, itself)).toEqual([straight[0], straight.at(-1)]);
  const steps: Place[] = [
    [0, 0],
    [0.5, 0],
    [0.5, 0.5],
    [1, 0.5],
  ];
  expect(straighten(steps, itself)).toEqual(steps);
  expect(straighten([[0.5, 0.5]] as Place[], itself)).toEqual([[0.5, 0.5]]);
  expect(straighten([], itself)).toEqual([]);
});
