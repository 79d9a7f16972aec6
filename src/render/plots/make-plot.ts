import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { formatWhole } from '../../count-words.ts';
import { plainText } from '../../text.ts';
import { legalText } from '../graphs/xml-text.ts';
import { findOverhang, type Overhang } from './find-overhang.ts';
import { mergeLines } from './merge-lines.ts';
import { shortenCells } from './shorten-cells.ts';
import type { SvgElement } from './svg-element.ts';
import { shortenName, textWidth } from './text-width.ts';

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

/** A document for the figures, made once. */
const { document: page } = parseHTML('<!doctype html><html><body></body></html>');

/** What every figure is drawn with. This file is loaded only where a figure is wanted. */
export const canvas: Canvas = { Plot, document: page as unknown as Canvas['document'] };

/** Width of every figure; on a narrower screen the box around it scrolls. */
export const figureWidth = 720;

/**
 * Draws one plot; its marks keep their labels for screen readers. Where a text would reach beyond it, it is drawn again
 * with margins that hold the text. What the library adds as style is left out, for a page with a strict
 * Content-Security-Policy takes none.
 */
export function drawPlot({ Plot: plots, document }: Canvas, options: Plot.PlotOptions): Picture {
  const draw = (more: Plot.PlotOptions): SvgElement =>
    plots.plot({
      document,
      width: figureWidth,
      ...options,
      ...more,
    } as Plot.PlotOptions) as unknown as SvgElement;
  const first = draw({});
  const over = findOverhang(first);
  const element = Object.values(over).some((pixels) => pixels > 0)
    ? draw(widenMargins(options, over))
    : first;
  element.removeAttribute('style');
  element.removeAttribute('class');
  for (const style of element.querySelectorAll('style')) style.remove();
  for (const mark of element.querySelectorAll('rect, circle, path')) toTitle(mark, document);
  for (const mark of element.querySelectorAll('rect, circle, path, line, text')) roundPlaces(mark);
  for (const group of element.querySelectorAll('g')) toPart(group);
  for (const text of element.querySelectorAll('text, tspan, title')) toPlain(text);
  const toPath = (): SvgElement => document.createElementNS('http://www.w3.org/2000/svg', 'path');
  mergeLines(element, toPath);
  shortenCells(element, toPath);
  const width = Number(element.getAttribute('width'));
  const height = Number(element.getAttribute('height'));
  return { svg: element.outerHTML, width, height };
}

/** Margins with room for what reaches beyond; a picture grows in height, and keeps its width. */
function widenMargins(options: Plot.PlotOptions, over: Overhang): Plot.PlotOptions {
  const { marginTop = 20, marginRight = 20, marginBottom = 30, marginLeft = 40, height } = options;
  return {
    marginTop: Math.ceil(marginTop + over.top),
    marginRight: Math.ceil(marginRight + over.right),
    marginBottom: Math.ceil(marginBottom + over.bottom),
    marginLeft: Math.ceil(marginLeft + over.left),
    ...(height === undefined ? {} : { height: Math.ceil(height + over.top + over.bottom) }),
  };
}

const places = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'd', 'transform'];

/** A thousandth of a pixel is more than a screen or a printer has; what is beyond it is half of a page's bytes. */
function roundPlaces(mark: SvgElement): void {
  for (const name of places) {
    const value = mark.getAttribute(name);
    if (value === null || !/\.\d{4}/.test(value)) continue;
    mark.setAttribute(
      name,
      value.replace(/\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3)))),
    );
  }
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

/** Names may come from anyone: they are compared as they are, and shown as plain text. */
function toPlain(text: SvgElement): void {
  if ([...text.querySelectorAll('*')].length > 0) return;
  const shown = text.textContent ?? '';
  const plain = legalText(plainText(shown));
  if (plain !== shown) text.textContent = plain;
}

/** What a group is stays for those who read the file; a picture has one label. */
function toPart(group: SvgElement): void {
  const label = group.getAttribute('aria-label');
  if (label === null) return;
  group.removeAttribute('aria-label');
  group.setAttribute('data-part', label);
}

/** Pictures side by side in one. */
export function placeBeside(pictures: readonly Picture[]): Picture {
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

/** The labels of an axis of what is counted: whole numbers alone. */
export const wholeTicks = (value: number): string => (Number.isInteger(value) ? formatWhole(value) : '');

/** A number in the title of a mark: as many digits as a reader can use. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(6)));

/** Room for the longest of some names beside an axis, in pixels, at the plot's letter size. */
export const nameMargin = (names: readonly string[]): number =>
  16 + names.reduce((longest, name) => Math.max(longest, Math.ceil(textWidth(shortenName(name), 10))), 0);

/** An axis with a place for each name, from the first. */
export const nameAxis = (names: readonly string[]): Plot.ScaleOptions => ({
  domain: names,
  label: null,
  tickFormat: shortenName,
});
