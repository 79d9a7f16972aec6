import type { Figure } from '../../documents/figure.ts';
import { svgText } from '../graphs/xml-text.ts';
import { figureColours } from './figure-colours.ts';
import type { Picture } from './make-plot.ts';
import { type Series, seriesOf } from './series-of.ts';
import { drawSwatch, swatchSize } from './series-swatch.ts';
import { textWidth } from './text-width.ts';

const style = `${figureColours}
svg { --paper: #fff; color: #1a1a1a; background: #fff; }
@media (prefers-color-scheme: dark) { svg { --paper: #161616; color: #e8e8e8; background: #161616; } }`;

/** Room above the picture for its title, and for what its colours stand for. */
const titleHeight = 30;
const titleSize = 15;
const seriesHeight = 20;

/** A figure as a file of its own: its title, what its colours stand for, and the picture. */
export const renderSvg = (figure: Figure, picture: Picture): string =>
  frameSvg({ title: figure.title, description: figure.description, series: seriesOf(figure) }, picture);

/** A picture as a file of its own, with its title and what its colours stand for above it. */
export function frameSvg(
  { title, description, series }: { title: string; description: string; series: readonly Series[] },
  { svg, width, height }: Picture,
): string {
  const shown = series.length < 2 ? [] : series;
  const top = titleHeight + seriesHeight * shown.length;
  // Bold letters are wider.
  const wide = Math.ceil(
    20 +
      Math.max(
        1.15 * textWidth(title, titleSize),
        ...shown.map(({ name }) => swatchSize.width + 8 + textWidth(name, 12)),
      ),
  );
  const [allWidth, allHeight] = [Math.max(width, wide), top + height];
  const legend = shown.map((one, place) => {
    const y = titleHeight + seriesHeight * place;
    return `${drawSwatch(one, 10, y)}<text x="${swatchSize.width + 18}" y="${y + 10}">${svgText(one.name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${allWidth} ${allHeight}" width="${allWidth}" height="${allHeight}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor" role="img">
<title>${svgText(title)}</title><desc>${svgText(description)}</desc>
<style>${style}</style>
<text x="10" y="20" font-size="${titleSize}" font-weight="bold">${svgText(title)}</text>
${legend.join('\n')}
<g transform="translate(0,${top})">${svg}</g>
</svg>
`;
}
