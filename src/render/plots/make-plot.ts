import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** The plotting library and a document to build its elements in. */
export interface Canvas {
  Plot: typeof Plot;
  document: { createElementNS(namespace: string, name: string): SvgElement };
}

/** A picture and its size in CSS pixels. */
export interface Picture {
  /** An SVG element without a style of its own. */
  svg: string;
  width: number;
  height: number;
}

/** What is asked of the element that the library gives. */
interface SvgElement {
  outerHTML: string;
  textContent: string | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<SvgElement>;
  append(child: SvgElement): void;
  remove(): void;
}

/** A document for the figures, made once. */
const { document: page } = parseHTML('<!doctype html><html><body></body></html>');

/** What every figure is drawn with. This file is loaded only where a figure is wanted. */
export const canvas: Canvas = { Plot, document: page as unknown as Canvas['document'] };

/** Width of every figure; on a narrower screen the box around it scrolls. */
export const figureWidth = 720;

/**
 * Draws one plot; its marks keep their labels for screen readers. What the library adds as style is left out, for a
 * page with a strict Content-Security-Policy takes none.
 */
export function drawPlot({ Plot: plots, document }: Canvas, options: Plot.PlotOptions): Picture {
  const plotted = plots.plot({ document, width: figureWidth, ...options } as Plot.PlotOptions);
  const element = plotted as unknown as SvgElement;
  element.removeAttribute('style');
  element.removeAttribute('class');
  for (const style of element.querySelectorAll('style')) style.remove();
  for (const mark of element.querySelectorAll('rect, circle, path')) toTitle(mark, document);
  for (const group of element.querySelectorAll('g')) toPart(group);
  const width = Number(element.getAttribute('width'));
  const height = Number(element.getAttribute('height'));
  return { svg: element.outerHTML, width, height };
}

/** A label becomes a title: what a pointer shows, too. A mark of a picture may have no label of its own. */
function toTitle(mark: SvgElement, document: Canvas['document']): void {
  const label = mark.getAttribute('aria-label');
  if (label === null) return;
  mark.removeAttribute('aria-label');
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = label;
  mark.append(title);
}

/** What a group is stays for those who read the file; a picture has one label. */
function toPart(group: SvgElement): void {
  const label = group.getAttribute('aria-label');
  if (label === null) return;
  group.removeAttribute('aria-label');
  group.setAttribute('data-part', label);
}

/** Pictures side by side in one. */
export function besideEachOther(pictures: readonly Picture[]): Picture {
  let x = 0;
  const parts = pictures.map(({ svg, width }) => {
    const placed = svg.replace('<svg', `<svg x="${x}" y="0"`);
    x += width;
    return placed;
  });
  const height = Math.max(...pictures.map((picture) => picture.height));
  return {
    svg: `<svg viewBox="0 0 ${x} ${height}" width="${x}" height="${height}">${parts.join('')}</svg>`,
    width: x,
    height,
  };
}

/** Height of a plot with a row for each name. */
export const rowsHeight = (rows: number): number => 56 + 22 * Math.max(1, rows);

/** Room for the longest of some names, in pixels, at the plot's letter size. */
export const nameMargin = (names: readonly string[]): number =>
  Math.min(320, 16 + 6.2 * names.reduce((longest, name) => Math.max(longest, name.length), 0));
