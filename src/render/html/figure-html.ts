import type { Figure } from '../../documents/figure.ts';
import { htmlText } from '../../text.ts';
import type { Picture } from '../plots/make-plot.ts';
import { type Series, seriesOf } from '../plots/series-of.ts';
import { figureData } from './figure-data.ts';
import { type HtmlOptions, tableHtml } from './table-html.ts';

/** A figure with its caption, what its colours stand for, and its data one click away. */
export function figureHtml(figure: Figure, { svg }: Picture, options: HtmlOptions): string {
  const { id, title, description } = figure;
  const { columns, rows } = figureData(figure);
  const name = htmlText(title);
  const labelled = svg.replace('<svg', `<svg role="img" aria-labelledby="${id}-title ${id}-desc"`);
  const titled = labelled.replace(
    '>',
    () => `><title id="${id}-title">${name}</title><desc id="${id}-desc">${htmlText(description)}</desc>`,
  );
  return `<figure id="${id}">
<h3>${name}</h3>
<figcaption>${htmlText(description)}</figcaption>
${seriesHtml(seriesOf(figure))}<div class="wide" tabindex="0" role="region" aria-label="${name}, the picture">${titled}</div>
<details id="${id}-data"><summary>The data of this figure: ${rows.length} rows</summary>
${tableHtml({ title: `${title}, its data`, columns, rows }, options)}</details>
</figure>\n`;
}

/** What the colours of a picture stand for; nothing where there are not two. */
export function seriesHtml(series: readonly Series[]): string {
  if (series.length < 2) return '';
  const items = series.map(
    ({ name, colour }) =>
      `<li><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="${colour}"/></svg>${htmlText(name)}</li>\n`,
  );
  return `<ul class="series">\n${items.join('')}</ul>\n`;
}
