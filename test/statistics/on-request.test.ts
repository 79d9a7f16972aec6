import { expect, it } from 'vitest';
import { toFrequencies } from '../../src/statistics/frequencies.ts';
import { lorenz } from '../../src/statistics/lorenz.ts';
import { figuresOnRequest } from '../../src/statistics/on-request.ts';
import { fitTail } from '../../src/statistics/tail/fit-tail.ts';

// 60 members of value 2 and as many of 0.
const halves = toFrequencies(Array.from({ length: 120 }, (_, index) => 2 * (index % 2)));
const nothing = { resamples: 0, fitTail: false, simulations: 0, lorenz: false, seed: 1 };
const row = { question: 'RQ1', measure: 'datasets-per-model', task: 'x', population: 'all' } as const;

it('is nothing where nothing is requested', async () => {
  expect(await figuresOnRequest(halves, row, nothing)).toEqual({});
});

it('is what is requested, and nothing else', async () => {
  expect(await figuresOnRequest(halves, row, { ...nothing, lorenz: true })).toEqual({
    lorenz: lorenz(halves),
  });
  expect(await figuresOnRequest(halves, row, { ...nothing, fitTail: true })).toEqual({
    tail: await fitTail(halves, 0, '1|RQ1|datasets-per-model|x'),
  });
  const resampled = await figuresOnRequest(halves, row, { ...nothing, resamples: 50 });
  expect(Object.keys(resampled).sort()).toEqual(['ciWarning', 'giniCi', 'meanCi', 'sdCi']);
});

it('has intervals of mean and sd of the headline population, and of the Gini of all', async () => {
  const requests = { ...nothing, resamples: 200 };
  const all = await figuresOnRequest(halves, row, requests);
  const [low = 0, high = 0] = all.meanCi ?? [];
  // The mean is 1, of standard error 1/√120: two of them to either side.
  expect(1 - low).toBeCloseTo(2 / Math.sqrt(120), 1);
  expect(high - 1).toBeCloseTo(2 / Math.sqrt(120), 1);
  const nonzero = await figuresOnRequest(halves, { ...row, population: 'nonzero' }, requests);
  expect(nonzero).toMatchObject({ meanCi: [2, 2], sdCi: [0, 0], giniCi: all.giniCi });
  expect(all.giniCi?.[0]).toBeLessThan(0.5);
  expect(all.giniCi?.[1]).toBeGreaterThan(0.5);
});

it('draws by the seed and the name of the row', async () => {
  const draw = async (over: object, seed = 1) =>
    (await figuresOnRequest(halves, { ...row, ...over }, { ...nothing, resamples: 200, seed })).giniCi;
  const first = await draw({});
  expect(await draw({})).toEqual(first);
  const others = [await draw({ task: 'y' }), await draw({ measure: 'z' }), await draw({}, 2)];
  expect(others.filter((other) => String(other) === String(first)).length).toBeLessThan(others.length);
});
