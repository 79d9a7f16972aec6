import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/documents/figure.ts';
import { drawFigures } from '../../src/render/plots/draw-figures.ts';
import { shortenName, textWidth } from '../../src/render/plots/text-width.ts';

/** The size of a picture. */
const sizeOf = (svg: string): { width: number; height: number } => ({
  width: Number(/width="([\d.]+)"/.exec(svg)?.[1]),
  height: Number(/height="([\d.]+)"/.exec(svg)?.[1]),
});

const bars = (ids: readonly string[]): Figure => ({
  ...{ kind: 'bars', id: 'bars', title: 'bars', description: 'bars', unit: 'uses', columns: [] },
  rows: ids.map((id, place) => ({ id, value: 10_000_000 - place, share: 1, ghost: false })),
});

describe('texts of a picture', () => {
  it.each([
    ['short names', ['a/b', 'c/d']],
    ['wide letters', ['WWWWWWWW/MMMMMMMMMMMMMM', 'mmmmmmmm/wwwwwwwwww']],
    ['names of 96 letters', [`${'o'.repeat(48)}/${'m'.repeat(47)}`]],
    ['letters of other scripts', ['数据集/大型语言模型']],
  ])('%s have room beside the axis', async (_, ids) => {
    const { svg = '' } = (await drawFigures([bars(ids)])).get('bars') ?? {};
    const start = Number(/data-part="y-axis tick label"[^>]*><text[^>]*translate\(([\d.]+),/.exec(svg)?.[1]);
    for (const id of ids) expect(start).toBeGreaterThan(9 + textWidth(shortenName(id), 10));
    expect(svg).not.toMatch(/NaN/);
  });

  it('leaning names above columns have room above and to the right', async () => {
    const last = 'zero-shot-image-classification-and-detection';
    const figure: Figure = {
      ...{ kind: 'matrix', id: 'm', title: 'm', description: 'm', unit: 'tasks', columns: [] },
      rows: ['a', 'b', last].map((from) => ({ from, to: 'a', value: 0.5 })),
    };
    const { svg = '' } = (await drawFigures([figure])).get('m') ?? {};
    const [, x, y] = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\) rotate\(-60\)/g)][2] ?? [];
    expect(Number(x) + textWidth(last, 10) / 2).toBeLessThan(sizeOf(svg).width);
    expect(Number(y)).toBeGreaterThan(textWidth(last, 10) * Math.sin(Math.PI / 3));
  });

  it('a long name keeps both of its ends', () => {
    const name = `owner-of-many-models/${'x'.repeat(60)}-v3-instruct`;
    expect([...shortenName(name)]).toHaveLength(48);
    expect(shortenName(name)).toMatch(/^owner-of-many-models.*…x*-v3-instruct$/);
    expect(shortenName('owner/name')).toBe('owner/name');
  });
});
