import { expect } from 'vitest';
import type { Figure, FigureKind, FigureOf } from '../../src/documents/figure.ts';
import {
  type Mark,
  marksOf,
  numberOf,
  placeOf,
  pointsOf,
  readAxis,
  readPanels,
  titleOf,
} from './read-svg.ts';

/** Places are rounded to a thousandth of a pixel. */
const expectClose = (read: number, value: number): void =>
  expect(Math.abs(read - value)).toBeLessThanOrEqual(2e-4 * Math.max(1, Math.abs(value)));

const numberIn = (text: string | undefined): number => Number(text);

/** Dots of a panel: what is before the value in their titles, and the value that their place has. */
function readDots(panel: Mark, scale: 'linear' | 'log'): { title: string; value: number }[] {
  const valueAt = readAxis(panel, 'x', scale);
  return marksOf(panel, 'dot', ':is(circle, path)').map((dot) => ({
    title: titleOf(dot),
    value: valueAt(placeOf(dot)[0]),
  }));
}

/** Bars of a panel: their titles, and the length that their ends have on the axis. */
function readBars(panel: Mark): { title: string; value: number }[] {
  const valueAt = readAxis(panel, 'x', 'linear');
  return marksOf(panel, 'bar', 'rect').map((bar) => {
    const [x, width] = [numberOf(bar, 'x'), numberOf(bar, 'width')];
    return { title: titleOf(bar), value: valueAt(x + width) - valueAt(x) };
  });
}

/** No mark hides another one: what is around a mark has its very place, everything else is pixels away. */
function expectApart(panels: readonly Mark[]): void {
  for (const panel of panels) {
    const places = [
      ...new Set(marksOf(panel, 'dot', ':is(circle, path)').map((dot) => placeOf(dot).join())),
    ].map((place) => place.split(',').map(Number));
    for (const [index, [x = 0, y = 0]] of places.entries()) {
      for (const [otherX = 0, otherY = 0] of places.slice(index + 1)) {
        expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(6);
      }
    }
  }
}

/** Where a mark is missing, reading it fails. */
const none = undefined as unknown as Mark;

/** Every kind of figure, read back through its axes and compared with what it is to show: a kind without a check does not compile. */
const checks: { [Kind in FigureKind]: (figure: FigureOf<Kind>, panels: Mark[]) => void } = {
  means: ({ rows }, [panel = none]) => {
    const dots = readDots(panel, 'linear');
    expect(dots).toHaveLength(rows.length);
    for (const [place, { task, mean }] of rows.entries()) {
      expect(dots[place]?.title).toMatch(new RegExp(`^${task}: `));
      expectClose(dots[place]?.value ?? Number.NaN, mean);
    }
    const valueAt = readAxis(panel, 'x', 'linear');
    const bounded = rows.filter(({ low, high }) => low !== null && high !== null);
    const rules = marksOf(panel, 'rule', 'line');
    expect(rules).toHaveLength(bounded.length);
    for (const [place, { low, high }] of bounded.entries()) {
      expectClose(valueAt(numberOf(rules[place] ?? none, 'x1')), low ?? Number.NaN);
      expectClose(valueAt(numberOf(rules[place] ?? none, 'x2')), high ?? Number.NaN);
    }
  },
  spread: ({ rows }, [left = none, right = none]) => {
    const above = rows.filter(({ value }) => value > 0);
    const dots = above.length > 0 ? readDots(right, 'log') : [];
    expect(dots.map(({ title }) => title).sort()).toEqual(
      above.map(({ task, value, members }) => `${task}: ${members} with ${value}`).sort(),
    );
    for (const { title, value } of dots) expectClose(value / numberIn(title.split(' ').at(-1)), 1);
    for (const { title, value } of readBars(left)) {
      const [task = ''] = title.split(':');
      const own = rows.filter((row) => row.task === task);
      const all = own.reduce((sum, { members }) => sum + members, 0);
      expectClose(value / 100, (own.find((row) => row.value === 0)?.members ?? 0) / all);
    }
    expect(readBars(left)).toHaveLength(new Set(rows.map(({ task }) => task)).size);
  },
  ranks: ({ rows }, [panel = none]) => {
    const [xs, ys] = [new Set(rows.map(({ rank }) => rank)), new Set(rows.map(({ value }) => value))];
    // An axis of one value has one tick.
    if (xs.size < 3 || ys.size < 3) return;
    const [rankAt, valueAt] = [readAxis(panel, 'x', 'log'), readAxis(panel, 'y', 'log')];
    const tasks = [...new Set(rows.map(({ task }) => task))];
    const lines = (['observed', 'power law', 'lognormal', 'exponential'] as const)
      .flatMap((line) => tasks.map((task) => rows.filter((row) => row.task === task && row.line === line)))
      .filter((line) => line.length > 0);
    const paths = marksOf(panel, 'line', 'path').map(pointsOf);
    expect(paths.map(({ length }) => length)).toEqual(lines.map(({ length }) => length));
    for (const [place, line] of lines.entries()) {
      for (const [point, { rank, value }] of line.entries()) {
        const [x, y] = paths[place]?.[point] ?? [Number.NaN, Number.NaN];
        expectClose(rankAt(x) / rank, 1);
        expectClose(valueAt(y) / value, 1);
      }
    }
  },
  lorenz: ({ rows }, panels) => {
    for (const [place, population] of (['n all', 'n>0'] as const).entries()) {
      const panel = panels[place] ?? none;
      const [membersAt, totalAt] = [readAxis(panel, 'x', 'linear'), readAxis(panel, 'y', 'linear')];
      const own = rows.filter((row) => row.population === population);
      const [diagonal, ...paths] = marksOf(panel, 'line', 'path').map(pointsOf);
      expect(diagonal).toHaveLength(2);
      expect(paths.flat()).toHaveLength(own.length);
      const tasks = [...new Set(rows.map(({ task }) => task))];
      const ordered = tasks.flatMap((task) => own.filter((row) => row.task === task));
      for (const [point, { members, total }] of ordered.entries()) {
        const [x, y] = paths.flat()[point] ?? [Number.NaN, Number.NaN];
        expectClose(membersAt(x), members);
        expectClose(totalAt(y), total);
      }
    }
  },
  concentration: ({ rows }, panels) => {
    const read = panels.flatMap((panel) => readDots(panel, 'linear'));
    expect(read).toHaveLength(rows.length);
    for (const { task, by, figure, value } of rows) {
      const dot = read.find(({ title }) => title.startsWith(`${task}, ${by}: ${figure} `));
      expectClose(dot?.value ?? Number.NaN, value);
    }
  },
  bars: ({ rows }, [panel = none]) => {
    const bars = readBars(panel);
    for (const [place, { id, value }] of rows.entries()) {
      expect(bars[place]?.title.startsWith(`${id}: `)).toBe(true);
      expectClose(bars[place]?.value ?? Number.NaN, value);
    }
  },
  parts: ({ rows }, [panel = none]) => {
    const bars = readBars(panel);
    const valueAt = readAxis(panel, 'x', 'linear');
    const hundredthOfPixel = valueAt(0.01) - valueAt(0);
    for (const { whole, part, count } of rows) {
      if (count === 0) continue;
      const bar = bars.find(({ title }) => title === `${whole}: ${count} ${part}`);
      expect(Math.abs((bar?.value ?? Number.NaN) - count)).toBeLessThan(hundredthOfPixel);
    }
  },
  matrix: ({ rows }, [panel = none]) => {
    const most = Math.max(...rows.map(({ value }) => value));
    const cells = marksOf(panel, 'cell', 'path');
    expect(cells).toHaveLength(rows.length);
    for (const [place, { from, to, value }] of rows.entries()) {
      const cell = cells[place] ?? none;
      expect(titleOf(cell).startsWith(`${from} to ${to}: `)).toBe(true);
      expectClose(((Number(cell.getAttribute('opacity') ?? 1) - 0.08) / 0.92) * most, value);
    }
  },
  survivors: ({ rows }, [panel = none]) => {
    const read = readDots(panel, 'linear');
    expect(read).toHaveLength(rows.length);
    for (const { measure, setting, tau, sameTop } of rows) {
      const dot = read.find(({ title }) => title.startsWith(`${measure}, ${setting}: tau-b `));
      expectClose(dot?.value ?? Number.NaN, tau);
      expect(dot?.title.endsWith(sameTop ? 'the same tasks lead' : 'other tasks lead')).toBe(true);
    }
    expectApart([panel]);
  },
  lines: ({ rows }, [panel = none]) => {
    const valueAt = readAxis(panel, 'y', 'linear');
    const dots = marksOf(panel, 'dot', ':is(circle, path)');
    expect(dots).toHaveLength(rows.length);
    for (const { task, date, value } of rows) {
      const dot = dots.find((one) => titleOf(one).startsWith(`${task}, ${date}: `)) ?? none;
      expectClose(valueAt(placeOf(dot)[1]), value);
    }
  },
  pairs: ({ rows }, panels) => {
    const zeros = rows.filter(({ value }) => value === 0);
    const [above, below] = zeros.length === 0 ? [panels[0]] : [panels[1], panels[0]];
    const named = ({ label, side, mark }: (typeof rows)[number], title: string): boolean =>
      title.startsWith(`${label}, ${side}: `) && title.endsWith(')') === (mark !== null);
    const read = above === undefined ? [] : readDots(above, 'log');
    const marked = rows.filter(({ mark }) => mark !== null);
    // What is marked has two marks: its own, and the one around it.
    const dots = panels.flatMap((panel) => marksOf(panel, 'dot', ':is(circle, path)'));
    expect(dots).toHaveLength(rows.length + marked.length);
    for (const row of rows) {
      const own = dots.filter((dot) => named(row, titleOf(dot)));
      expect(own).toHaveLength(row.mark === null ? 1 : 2);
      expect(new Set(own.map((dot) => placeOf(dot).join())).size).toBe(1);
      if (row.value === 0) continue;
      expectClose((read.find(({ title }) => named(row, title))?.value ?? Number.NaN) / row.value, 1);
    }
    const inZeros = below === undefined ? [] : marksOf(below, 'dot', ':is(circle, path)');
    expect(inZeros).toHaveLength(zeros.length + zeros.filter(({ mark }) => mark !== null).length);
    expectApart(panels);
  },
  verdicts: ({ rows }, [panel = none]) => {
    const read = readDots(panel, 'log');
    expect(read).toHaveLength(rows.length);
    for (const { label, mean, verdict } of rows) {
      const dot = read.find(({ title }) => title === `${label}: ${mean}, ${verdict}`);
      expectClose((dot?.value ?? Number.NaN) / mean, 1);
    }
  },
  counts: ({ rows }, [panel = none]) => {
    const scale = panel.textContent?.includes('(logarithmic) →') === true ? 'log' : 'linear';
    const [valueAt, modelsAt] = [readAxis(panel, 'x', scale), readAxis(panel, 'y', 'log')];
    const dots = marksOf(panel, 'dot', 'circle');
    expect(dots).toHaveLength(rows.length);
    for (const [place, { value, models }] of rows.entries()) {
      expectClose(valueAt(numberOf(dots[place] ?? none, 'cx')), value);
      expectClose(modelsAt(numberOf(dots[place] ?? none, 'cy')) / models, 1);
    }
  },
  quartiles: ({ rows }, [panel = none]) => {
    const valueAt = readAxis(panel, 'x', 'linear');
    const hundredthOfPixel = Math.abs(valueAt(0.01) - valueAt(0));
    const dots = marksOf(panel, 'dot', 'circle');
    const lines = marksOf(panel, 'rule', 'line').slice(1);
    expect([dots.length, lines.length]).toEqual([rows.length, rows.length]);
    for (const [place, { task, q1, median, q3 }] of rows.entries()) {
      expect(titleOf(dots[place] ?? none).startsWith(`${task}: `)).toBe(true);
      const [dot, line] = [dots[place] ?? none, lines[place] ?? none];
      const read = [numberOf(line, 'x1'), numberOf(dot, 'cx'), numberOf(line, 'x2')].map(valueAt);
      for (const [at, value] of [q1, median, q3].entries()) {
        expect(Math.abs((read[at] ?? Number.NaN) - value)).toBeLessThan(hundredthOfPixel);
      }
    }
  },
};

/**
 * Reads a figure back out of its picture, through the axes, and compares it with its rows.
 * @param svg the picture
 * @throws where a mark is missing, elsewhere, or one too many
 */
export function checkPicture(figure: Figure, svg: string): void {
  const check = checks[figure.kind] as (figure: Figure, panels: Mark[]) => void;
  check(figure, readPanels(svg));
}

/** All kinds of figures. */
export const figureKinds = Object.keys(checks) as FigureKind[];
