import type { SvgElement } from './svg-element.ts';
import { textWidth } from './text-width.ts';

/** How far texts reach beyond each side of a picture, in pixels; 0 where none does. */
export interface Overhang {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Letters of a picture whose element gives no size. */
const letterSize = 10;

/** What letters may reach above and below their baseline, in their size. */
const ascent = 0.8;
const descent = 0.24;

/** How far the texts of a plot reach beyond it, as the widest fonts draw them. */
export function findOverhang(svg: SvgElement): Overhang {
  const size = { width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
  const over: Overhang = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const text of svg.querySelectorAll('text')) {
    for (const [x, y] of cornersOf(text)) {
      over.left = Math.max(over.left, -x);
      over.right = Math.max(over.right, x - size.width);
      over.top = Math.max(over.top, -y);
      over.bottom = Math.max(over.bottom, y - size.height);
    }
  }
  return over;
}

type Point = [number, number];

function cornersOf(text: SvgElement): Point[] {
  const letters = Number(inherit(text, 'font-size') ?? letterSize);
  const width = textWidth(text.textContent ?? '', letters);
  const before = { start: 0, middle: 0.5, end: 1 }[inherit(text, 'text-anchor') ?? 'start'] ?? 0;
  const line = letters * Number.parseFloat(text.getAttribute('y') ?? '0');
  const [left, right] = [-before * width, (1 - before) * width];
  const [top, bottom] = [line - ascent * letters, line + descent * letters];
  const box: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return box.map((corner) => placePoint(corner, text));
}

/** An attribute of an element, or of the nearest around it that has it. */
function inherit(element: SvgElement, name: string): string | null {
  for (let one: SvgElement | null = element; one !== null; one = one.parentElement) {
    const value = one.getAttribute(name);
    if (value !== null) return value;
  }
  return null;
}

/** A point of an element in the picture's own coordinates: the library moves and turns, and does nothing else. */
function placePoint(point: Point, element: SvgElement): Point {
  let [x, y] = point;
  for (let one: SvgElement | null = element; one !== null; one = one.parentElement) {
    const steps = [...(one.getAttribute('transform') ?? '').matchAll(/(translate|rotate)\(([^)]*)\)/g)];
    for (const [, kind, numbers = ''] of steps.reverse()) {
      const [first = 0, second = 0] = numbers.split(',').map(Number);
      if (kind === 'translate') [x, y] = [x + first, y + second];
      else {
        const [cosine, sine] = [Math.cos((first * Math.PI) / 180), Math.sin((first * Math.PI) / 180)];
        [x, y] = [x * cosine - y * sine, x * sine + y * cosine];
      }
    }
  }
  return [x, y];
}
