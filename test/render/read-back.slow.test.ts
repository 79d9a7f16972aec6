import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { report } from '../../src/commands/report.ts';
import { readWhoIsReused } from '../../src/commands/who-is-reused.ts';
import type { Figure, FigureKind } from '../../src/documents/figure.ts';
import { historyFigures, survivors } from '../../src/documents/report/history-figures.ts';
import { toReportFigures } from '../../src/documents/report/report-figures.ts';
import { drawFigures } from '../../src/render/plots/draw-figures.ts';
import { copySimulated } from '../support/simulated.ts';
import { type Mark, marksOf, numberOf, pointsOf, readAxis, readPanels, titleOf } from './read-svg.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-read-back-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Places are rounded to a thousandth of a pixel. */
const expectClose = (read: number, value: number): void =>
  expect(Math.abs(read - value)).toBeLessThanOrEqual(2e-4 * Math.max(1, Math.abs(value)));

const numberIn = (text: string | undefined): number => Number(text);

/** Dots of a panel: what stands before the value in their titles, and the value that their place has. */
function readDots(panel: Mark, scale: 'linear' | 'log'): { title: string; value: number }[] {
  const valueAt = readAxis(panel, 'x', scale);
  return marksOf(panel, 'dot', 'circle').map((dot) => ({
    title: titleOf(dot),
    value: valueAt(numberOf(dot, 'cx')),
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

type Check = (figure: Figure, panels: Mark[]) => void;
const checkOf = <Kind extends FigureKind>(
  kind: Kind,
  check: (figure: Extract<Figure, { kind: Kind }>, panels: Mark[]) => void,
): [FigureKind, Check] => [kind, check as unknown as Check];

/** Where a mark is missing, reading it fails. */
const none = undefined as unknown as Mark;

/** Every kind of figure that a report has, read back through its axes and compared with what it is to show. */
const checks = new Map<FigureKind, Check>([
  checkOf('means', ({ rows }, [panel = none]) => {
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
  }),
  checkOf('spread', ({ rows }, [left = none, right = none]) => {
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
  }),
  checkOf('ranks', ({ rows }, [panel = none]) => {
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
  }),
  checkOf('lorenz', ({ rows }, panels) => {
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
  }),
  checkOf('concentration', ({ rows }, panels) => {
    const read = panels.flatMap((panel) => readDots(panel, 'linear'));
    expect(read).toHaveLength(rows.length);
    for (const { task, by, figure, value } of rows) {
      const dot = read.find(({ title }) => title.startsWith(`${task}, ${by}: ${figure} `));
      expectClose(dot?.value ?? Number.NaN, value);
    }
  }),
  checkOf('bars', ({ rows }, [panel = none]) => {
    const bars = readBars(panel);
    for (const [place, { id, value }] of rows.entries()) {
      expect(bars[place]?.title.startsWith(`${id}: `)).toBe(true);
      expectClose(bars[place]?.value ?? Number.NaN, value);
    }
  }),
  checkOf('parts', ({ rows }, [panel = none]) => {
    const bars = readBars(panel);
    const valueAt = readAxis(panel, 'x', 'linear');
    const hundredthOfPixel = valueAt(0.01) - valueAt(0);
    for (const { whole, part, count } of rows) {
      if (count === 0) continue;
      const bar = bars.find(({ title }) => title === `${whole}: ${count} ${part}`);
      expect(Math.abs((bar?.value ?? Number.NaN) - count)).toBeLessThan(hundredthOfPixel);
    }
  }),
  checkOf('matrix', ({ rows }, [panel = none]) => {
    const most = Math.max(...rows.map(({ value }) => value));
    const cells = marksOf(panel, 'cell', 'rect');
    expect(cells).toHaveLength(rows.length);
    for (const [place, { from, to, value }] of rows.entries()) {
      const cell = cells[place] ?? none;
      expect(titleOf(cell).startsWith(`${from} to ${to}: `)).toBe(true);
      expectClose(((Number(cell.getAttribute('fill-opacity') ?? 1) - 0.08) / 0.92) * most, value);
    }
  }),
  checkOf('survivors', ({ rows }, [panel = none]) => {
    const read = readDots(panel, 'linear');
    expect(read).toHaveLength(rows.length);
    for (const { title, value } of read) expectClose(value, numberIn(/tau-b ([-\d.e]+)/.exec(title)?.[1]));
  }),
  checkOf('lines', ({ rows }, [panel = none]) => {
    const valueAt = readAxis(panel, 'y', 'linear');
    const dots = marksOf(panel, 'dot', 'circle');
    expect(dots).toHaveLength(rows.length);
    for (const [place, { value }] of rows.entries()) {
      expectClose(valueAt(numberOf(dots[place] ?? none, 'cy')), value);
    }
  }),
]);

const seen = new Set<FigureKind>();

describe('numbers read back out of the pictures, through their axes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('report of seed %i', async (seed) => {
    const snapshot = join(folder, `${seed}.duckdb`);
    await copySimulated(snapshot, { models: 1500, seed });
    const document = await report(snapshot, { lorenz: true, fitTail: true, resamples: 100, grid: true });
    const history = await report(snapshot, { questions: ['RQ3'], every: 'year' });
    const figures = [
      ...toReportFigures(document, await readWhoIsReused(snapshot, {})),
      ...historyFigures(history.rows, survivors),
    ];
    const pictures = await drawFigures(figures);
    for (const figure of figures) {
      const panels = readPanels(pictures.get(figure.id)?.svg ?? '');
      const check = checks.get(figure.kind);
      if (check === undefined) throw new Error(`${figure.kind} is not read back`);
      check(figure, panels);
      seen.add(figure.kind);
      if (figure.kind !== 'means') continue;
      for (const { task, mean } of figure.rows) {
        const row = document.rows.find(
          (one) =>
            one.task === task &&
            `${one.question}-${one.measure}-${one.modality}-means`.toLowerCase() === figure.id,
        );
        expect(mean).toBe(row?.mean);
      }
    }
  });

  it('every kind of figure was there', () => {
    expect([...seen].sort()).toEqual([...checks.keys()].sort());
  });
});
