import type { SvgElement } from './svg-element.ts';

/**
 * Draws all ticks of an axis as one path, and so all lines of a grid; labels without a text go. They are decoration, and
 * one by one they are a third of a picture's bytes.
 */
export function mergeLines(picture: SvgElement, toPath: () => SvgElement): void {
  for (const group of picture.querySelectorAll('g')) {
    const part = group.getAttribute('data-part') ?? '';
    if (part.endsWith('tick label')) {
      for (const label of group.querySelectorAll('text')) if (label.textContent === '') label.remove();
    }
    if (!/ tick$|grid$/.test(part)) continue;
    const marks = [...group.querySelectorAll('path, line')];
    const steps = marks.map((mark) => tickOf(mark) ?? gridLineOf(mark));
    if (steps.length < 2 || steps.includes(null)) continue;
    for (const mark of marks) mark.remove();
    const path = toPath();
    path.setAttribute('d', steps.join(''));
    group.append(path);
  }
}

/** `M0,0L0,6` that is moved to a place, as a step of a longer path; null for anything else. */
function tickOf(mark: SvgElement): string | null {
  const [, along] = /^M0,0L(-?[\d.]+,-?[\d.]+)$/.exec(mark.getAttribute('d') ?? '') ?? [];
  const [, place] = /^translate\((-?[\d.]+,-?[\d.]+)\)$/.exec(mark.getAttribute('transform') ?? '') ?? [];
  return along === undefined || place === undefined ? null : `M${place}l${along}`;
}

/** A line from a place to another one, as a step of a longer path; null for anything else. */
function gridLineOf(mark: SvgElement): string | null {
  const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => mark.getAttribute(name));
  if (x1 == null || y1 == null || x2 == null || y2 == null) return null;
  return `M${x1},${y1}${x1 === x2 ? `V${y2}` : y1 === y2 ? `H${x2}` : `L${x2},${y2}`}`;
}
