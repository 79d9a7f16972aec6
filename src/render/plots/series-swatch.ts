import type { Series } from './series-of.ts';
import { shapePath } from './shapes.ts';

/** The size of what stands beside the name of a series, in pixels. */
export const swatchSize = { width: 26, height: 12 };

/** A series as its marks or lines have it, as the inside of an SVG. @param left of it, in pixels; @param top of it */
export function drawSwatch({ colour, shape, hollow, dash }: Series, left = 0, top = 0): string {
  const middle = top + swatchSize.height / 2;
  if (dash !== undefined) {
    const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
    return `<path d="M${left},${middle}h${swatchSize.width}" stroke="${colour}" stroke-width="2"${dashed}/>`;
  }
  if (shape === undefined)
    return `<rect x="${left + 7}" y="${top}" width="12" height="12" fill="${colour}"/>`;
  const path = shapePath(shape, [left + swatchSize.width / 2, middle], 5);
  return hollow === true || shape === 'times'
    ? `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`
    : `<path d="${path}" fill="${colour}"/>`;
}
