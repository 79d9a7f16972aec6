import { expect, it } from 'vitest';
import { nelderMead } from '../../../src/statistics/tail/nelder-mead.ts';

const from = { start: [-1.2, 1], step: [0.5, 0.5] } as const;

it('finds the minimum of a bowl, and of the bent valley of Rosenbrock 1960', async () => {
  const [a, b] = await nelderMead((x, y) => (x - 3) ** 2 + 10 * (y + 2) ** 2, from);
  expect([a, b].map((value) => value.toFixed(6))).toEqual(['3.000000', '-2.000000']);
  const [x, y] = await nelderMead((x, y) => 100 * (y - x * x) ** 2 + (1 - x) ** 2, from);
  expect([x, y].map((value) => value.toFixed(6))).toEqual(['1.000000', '1.000000']);
});

it('stays where the function is finite', async () => {
  const [a, b] = await nelderMead((x, y) => (x < -1 || y < 0.5 ? Number.POSITIVE_INFINITY : x + y), {
    ...{ start: [0, 2], step: [0.5, 0.5] },
  });
  expect(a).toBeCloseTo(-1, 4);
  expect(b).toBeCloseTo(0.5, 4);
});

it('ends without a minimum too, at the lowest point that it came to', async () => {
  let lowest = Number.POSITIVE_INFINITY;
  const [a, b] = await nelderMead((x, y) => {
    lowest = Math.min(lowest, -x - 2 * y);
    return -x - 2 * y;
  }, from);
  expect(-a - 2 * b).toBe(lowest);
  expect(lowest).toBeLessThan(-1e9);
});
