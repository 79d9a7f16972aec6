import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineage, lineageAges } from '../../src/commands/lineage.ts';
import type { Figure } from '../../src/documents/figure.ts';
import { agesFigures } from '../../src/documents/lineage/ages-figures.ts';
import { lineageFigures } from '../../src/documents/lineage/lineage-figures.ts';
import { drawFigures } from '../../src/render/plots/draw-figures.ts';
import { runHfreuse } from '../support/run.ts';
import { copySimulated } from '../support/simulated.ts';
import { type Mark, marksOf, numberOf, readAxis, readPanels, titleOf } from './read-svg.ts';

// What the pictures of all lineages show is what the documents hold, read back through the axes.

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-lineage-figures-'));
const snapshot = join(folder, 'hub.duckdb');
beforeAll(() => copySimulated(snapshot, { models: 3000 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The pictures of some figures, by id. */
async function draw(figures: readonly Figure[]): Promise<(id: string) => Mark> {
  const pictures = await drawFigures(figures);
  return (id) => {
    const [panel] = readPanels(pictures.get(id)?.svg ?? '');
    if (panel === undefined) throw new Error(`no picture ${id}`);
    return panel;
  };
}

it('bases as bars with their share, ghosts hollow', async () => {
  const shape = await lineage(snapshot);
  // None of the foremost of a simulated Hub is a ghost.
  const top = shape.top.map((row, place) => ({ ...row, ghost: place % 3 === 1 }));
  const document = { ...shape, top };
  const panel = (await draw(lineageFigures(document)))('lineage-top');
  const valueAt = readAxis(panel, 'x', 'linear');
  const bars = marksOf(panel, 'bar', 'rect');
  expect(bars).toHaveLength(document.top.length);
  const shares = [...panel.querySelectorAll('[data-part="text"] text')].map(({ textContent }) => textContent);
  for (const [place, { id, derivatives, ghost }] of document.top.entries()) {
    const bar = bars[place] as Mark;
    expect(titleOf(bar)).toBe(`${id}: ${derivatives}${ghost ? ', not in the snapshot' : ''}`);
    expect(bar.getAttribute('fill') === 'none').toBe(ghost);
    expect(valueAt(numberOf(bar, 'x') + numberOf(bar, 'width'))).toBeCloseTo(derivatives, 1);
    expect(shares[place]).toBe(`${((100 * derivatives) / document.edges).toFixed(1)} %`);
  }
});

it('generations and numbers of bases, each on its axes', async () => {
  const { generations, parents, ...document } = await lineage(snapshot);
  const pictureOf = await draw(lineageFigures({ ...document, generations, parents }));
  const expected: Record<string, [number, number][]> = {
    'lineage-generations': generations.map(({ generation, models }) => [generation, models]),
    'lineage-parents': parents.map(({ parents: n, models }) => [n, models]),
  };
  for (const [id, points] of Object.entries(expected)) {
    expect(points.length).toBeGreaterThan(1);
    const panel = pictureOf(id);
    const [valueAt, modelsAt] = [readAxis(panel, 'x', 'linear'), readAxis(panel, 'y', 'log')];
    const dots = marksOf(panel, 'dot', 'circle');
    expect(dots).toHaveLength(points.length);
    for (const [place, [value, models]] of points.entries()) {
      const dot = dots[place] as Mark;
      expect(valueAt(numberOf(dot, 'cx'))).toBeCloseTo(value, 2);
      expect(modelsAt(numberOf(dot, 'cy')) / models).toBeCloseTo(1, 3);
    }
  }
});

it('ages: quartiles of each task, and every dated pair in the bars of its year', async () => {
  const { rows, years, ...document } = await lineageAges(snapshot);
  const pictureOf = await draw(agesFigures({ ...document, rows, years }));
  const panel = pictureOf('ages-by-task');
  const daysAt = readAxis(panel, 'x', 'linear');
  const dots = marksOf(panel, 'dot', 'circle');
  const lines = marksOf(panel, 'rule', 'line').slice(1);
  expect(dots).toHaveLength(rows.length);
  for (const [place, { task, q1, median, q3 }] of rows.entries()) {
    expect(titleOf(dots[place] as Mark).startsWith(`${task ?? '(no task)'}: `)).toBe(true);
    expect(daysAt(numberOf(dots[place] as Mark, 'cx'))).toBeCloseTo(median ?? Number.NaN, 1);
    expect(daysAt(numberOf(lines[place] as Mark, 'x1'))).toBeCloseTo(q1 ?? Number.NaN, 1);
    expect(daysAt(numberOf(lines[place] as Mark, 'x2'))).toBeCloseTo(q3 ?? Number.NaN, 1);
  }
  const counted = marksOf(pictureOf('ages-by-year'), 'bar', 'rect').map((bar) => {
    const [, count = ''] = /: (\d+) /.exec(titleOf(bar)) ?? [];
    return Number(count);
  });
  const dated = document.edges - document.undated;
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(dated);
});

it('--figures writes them, of all lineages only', async () => {
  const to = join(folder, 'figures');
  const on = ['lineage', '--snapshot', snapshot, '--figures', to];
  expect((await runHfreuse(on)).code).toBe(0);
  expect((await runHfreuse([...on, '--ages'])).code).toBe(0);

  const names = ['ages-by-task', 'ages-by-year', 'lineage-generations', 'lineage-parents', 'lineage-top'];
  expect(readdirSync(to).sort()).toEqual(names.flatMap((name) => [`${name}.csv`, `${name}.svg`]));
  const one = await runHfreuse([...on, 'some/model']);
  expect([one.code, one.stderr]).toEqual([2, expect.stringContaining('--figures is of all lineages')]);
});
