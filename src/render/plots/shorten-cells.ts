import type { SvgElement } from './svg-element.ts';

/** Draws the cells of a matrix as paths: they are thousands, and half as long to write. */
export function shortenCells(picture: SvgElement, toPath: () => SvgElement): void {
  for (const cell of picture.querySelectorAll('[data-part="cell"] rect')) {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => cell.getAttribute(name));
    const path = toPath();
    path.setAttribute('d', `M${x},${y}h${width}v${height}H${x}z`);
    const opacity = cell.getAttribute('fill-opacity');
    if (opacity !== null) path.setAttribute('opacity', opacity.replace(/^0\./, '.'));
    for (const title of cell.querySelectorAll('title')) path.append(title);
    cell.parentElement?.append(path);
    cell.remove();
  }
}
