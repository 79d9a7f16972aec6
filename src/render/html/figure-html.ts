import type { Figure } from '../../documents/figure.ts';
import { htmlText } from '../../text.ts';
import type { Picture } from '../plots/make-plot.ts';
import { type Series, seriesOf } from '../plots/series-of.ts';
import { drawSwatch, swatchSize } from '../plots/series-swatch.ts';
import { figureData } from './figure-data.ts';
import { type HtmlOptions, tableHtml } from './table-html.ts';

/** A figure with its caption, what its colours stand for, and its data one click away. */
export function figureHtml(figure: Figure, { svg }: Picture, options: HtmlOptions): string {
  const { id, title, description } = figure;
  const { columns, rows } = figureData(figure);
  const name = htmlText(title);
  const labelled = svg.replace(
    '<svg',
    `<svg role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text"`,
  );
  return `<figure id="${id}">
<h3 id="${id}-title">${name}</h3>
<figcaption id="${id}-text">${htmlText(description)}</figcaption>
${seriesHtml(seriesOf(figure))}<div class="wide" tabindex="0" role="region" aria-label="${name}, the picture">${labelled}</div>
<details id="${id}-data"><summary>The data of this figure: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}</summary>
${tableHtml({ title: `${title}, its data`, columns, rows }, options)}</details>
</figure>\n`;
}

/** What the colours, shapes and dashes of a picture stand for; nothing where there are not two. */
export function seriesHtml(series: readonly Series[]): string {
  if (series.length < 2) return '';
  const { width, height } = swatchSize;
  const items = series.map(
    (one) =>
      `<li><svg width="${width}" height="${height}" aria-hidden="true">${drawSwatch(one)}</svg>${htmlText(one.name)}</li>\n`,
  );
  return `<ul class="series">\n${items.join('')}</ul>\n`;
}
