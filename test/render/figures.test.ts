import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, describe, expect, it } from 'vitest';
import { report } from '../../src/commands/report.ts';
import type { Figure } from '../../src/documents/figure.ts';
import { toReportFigures } from '../../src/documents/report/report-figures.ts';
import { toReportPage } from '../../src/documents/report/report-page.ts';
import { valuesOf } from '../../src/documents/report/values-of.ts';
import { drawFigures } from '../../src/render/plots/draw-figures.ts';
import { renderFigureCsv } from '../../src/render/plots/render-figure-csv.ts';
import { renderSvg } from '../../src/render/plots/render-svg.ts';

import { copySimulated } from '../support/simulated.ts';
import { renderLoaded } from './render-loaded.ts';

const folder = mkdtempSync(join(tmpdir(), 'hfreuse-figures-'));
const snapshot = join(folder, 'hub.duckdb');
await copySimulated(snapshot, { models: 3000 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const document = await report(snapshot, {
  lorenz: true,
  fitTail: true,
  resamples: 100,
  questions: ['RQ2', 'RQ3'],
});
const figures = toReportFigures(document);

describe('the figures of a report', () => {
  it('hold every member: the values out of the Lorenz curve add up to n and to the total', () => {
    for (const row of document.rows) {
      const values = valuesOf(row);
      expect(values.reduce((sum, { members }) => sum + members, 0)).toBe(row.nAll);
      expect(values.reduce((sum, { value, members }) => sum + value * members, 0)).toBe(row.total);
    }
  });

  it('zeros are counted, never dropped', () => {
    for (const figure of figures) {
      if (figure.kind !== 'spread') continue;
      for (const task of new Set(figure.rows.map((row) => row.task))) {
        const row = document.rows.find(
          (one) =>
            one.task === task &&
            figure.id === `${one.question}-${one.measure}-${one.modality}-spread`.toLowerCase(),
        );
        const zeros = figure.rows.find((one) => one.task === task && one.value === 0)?.members ?? 0;
        expect(zeros).toBe((row?.nAll ?? 0) - (row?.nNonzero ?? 0));
      }
    }
  });

  it('have ids of their own, and a title and a description', () => {
    expect(figures.length).toBeGreaterThan(8);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    for (const { id, title, description } of figures) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(title.length * description.length).toBeGreaterThan(0);
    }
  });
});

/** Reads a number back out of a picture: the place of its mark, through two ticks of the axis. */
describe('the pictures', () => {
  it('show what their rows say: a mean read back through the axis', async () => {
    const figure = figures.find(({ kind }) => kind === 'means') as Extract<Figure, { kind: 'means' }>;
    const svg = (await drawFigures([figure])).get(figure.id)?.svg ?? '';
    const { document: page } = parseHTML(`<!doctype html><html><body>${svg}</body></html>`);
    const ticks = [...page.querySelectorAll('[data-part="x-axis tick label"] text')].map((text) => ({
      at: Number(/translate\(([\d.]+)/.exec(text.getAttribute('transform') ?? '')?.[1]),
      value: Number(text.textContent.replaceAll(',', '')),
    }));
    const [first, last] = [ticks[0], ticks.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no axis');
    const dots = [...page.querySelectorAll('[data-part="dot"] circle')];
    expect(dots).toHaveLength(figure.rows.length);
    for (const [place, row] of figure.rows.entries()) {
      const at = Number(dots[place]?.getAttribute('cx'));
      const value = first.value + ((at - first.at) / (last.at - first.at)) * (last.value - first.value);
      expect(value).toBeCloseTo(row.mean, 4);
      expect(dots[place]?.querySelector('title')?.textContent).toContain(row.task);
    }
  });

  it('are the same bytes each time, without a style of their own, and are in the page with their data', async () => {
    const pictures = await drawFigures(figures);
    expect(await drawFigures(figures)).toEqual(pictures);
    const html = renderLoaded('html', { ...toReportPage(document), figures }, { pictures });
    for (const { id } of figures) {
      expect(pictures.get(id)?.svg).not.toMatch(/<style|\sstyle=/);
      expect(html).toContain(`<figure id="${id}">`);
    }
    expect(html.match(/<details id="/g)).toHaveLength(figures.length);
    expect(html).not.toMatch(/\son[a-z]+="|unsafe-inline|https?:\/\/(?!www\.w3\.org)/);
  });

  it('as files: SVG that needs no page, CSV of the same rows', async () => {
    const [figure] = figures;
    if (figure === undefined) throw new Error('no figure');
    const picture = (await drawFigures([figure])).get(figure.id);
    if (picture === undefined) throw new Error('no picture');
    expect(renderSvg(figure, picture)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(renderFigureCsv(figure).trimEnd().split('\r\n')).toHaveLength(figure.rows.length + 1);
  });
});
