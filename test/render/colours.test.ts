import { describe, expect, it } from 'vitest';
import { pageStyle } from '../../src/render/html/page-style.ts';
import { relationSeries } from '../../src/render/plots/draw-tree.ts';
import { figureColours, seriesColours } from '../../src/render/plots/figure-colours.ts';
import { verdictSeries } from '../../src/render/plots/series-of.ts';
import { dashes, shapes } from '../../src/render/plots/shapes.ts';
import { contrast, difference, visions } from '../support/colour-vision.ts';

const grounds = { light: '#ffffff', dark: '#161616' } as const;
const schemes = ['light', 'dark'] as const;
const pairs = (colours: readonly string[]): [string, string][] =>
  colours.flatMap((one, place) => colours.slice(place + 1).map((other): [string, string] => [one, other]));

describe.each(schemes)('the colours of series on %s ground', (scheme) => {
  const colours = seriesColours[scheme];

  it.each(Object.keys(visions) as (keyof typeof visions)[])('any two are far apart: %s vision', (vision) => {
    for (const [one, other] of pairs(colours)) {
      expect(difference(one, other, vision), `${one} ${other}`).toBeGreaterThanOrEqual(20);
    }
  });

  it('each has the contrast of a graphical object, and is the one that pages define', () => {
    for (const [place, colour] of colours.entries()) {
      expect(contrast(colour, grounds[scheme]), colour).toBeGreaterThanOrEqual(3);
      expect(figureColours).toContain(`--c${place + 1}: ${colour};`);
    }
  });

  it('words of a page have the contrast of text', () => {
    const [light = '', dark = ''] = [...pageStyle.matchAll(/--ink: [^}]*/g)].map(([text]) => text);
    const text = scheme === 'light' ? light : dark;
    const colourOf = (name: string): string => {
      const [, hex = ''] = new RegExp(`--${name}: (#[0-9a-f]{3,6});`).exec(text) ?? [];
      return hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
    };
    expect(colourOf('paper')).toBe(grounds[scheme]);
    for (const word of ['ink', 'accent']) {
      for (const ground of ['paper', 'soft']) {
        expect(contrast(colourOf(word), colourOf(ground))).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(colourOf('warn'), colourOf('paper'))).toBeGreaterThanOrEqual(3);
  });
});

it('series differ without their colours: by the shapes of marks or the dashes of lines', () => {
  const { length } = seriesColours.light;
  expect([new Set(shapes).size, new Set(dashes).size]).toEqual([length, length]);
  expect(new Set(verdictSeries.map(({ shape }) => shape)).size).toBe(verdictSeries.length);
  expect(new Set(relationSeries.map(({ dash }) => dash)).size).toBe(relationSeries.length);
});
