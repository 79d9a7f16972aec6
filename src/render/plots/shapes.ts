/** The shapes of marks, which distinguish series without their colour, as corners around 0 for a radius of 1. */
const corners = {
  square: '-.85,-.85 .85,-.85 .85,.85 -.85,.85',
  triangle: '0,-1.2 1.1,.8 -1.1,.8',
  diamond: '0,-1.25 1.05,0 0,1.25 -1.05,0',
  down: '0,1.2 1.1,-.8 -1.1,-.8',
  plus: '-.4,-1.1 .4,-1.1 .4,-.4 1.1,-.4 1.1,.4 .4,.4 .4,1.1 -.4,1.1 -.4,.4 -1.1,.4 -1.1,-.4 -.4,-.4',
} as const;

/** The shape of a mark; `times` is two strokes, all others can be filled. */
export type Shape = 'circle' | 'times' | keyof typeof corners;

/** The shapes of series, in their order. */
export const shapes: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond', 'down', 'plus'];

/** The dashes of lines, in the order of their series; '' is a whole line. */
export const dashes: readonly string[] = ['', '9 3', '2 2.5', '9 3 2 3', '5 2', '14 3 2 3 2 3'];

/** Where the library draws a shape. */
interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

const cornersFor = (shape: keyof typeof corners, r: number): [number, number][] =>
  corners[shape].split(' ').map((corner) => {
    const [x = 0, y = 0] = corner.split(',').map(Number);
    return [x * r, y * r];
  });

/** A shape as the plotting library takes it. */
export function toSymbol(shape: Shape): 'circle' | 'times' | { draw(pen: Pen, area: number): void } {
  if (shape === 'circle' || shape === 'times') return shape;
  return {
    draw(pen, area) {
      for (const [place, [x, y]] of cornersFor(shape, Math.sqrt(area / Math.PI)).entries()) {
        if (place === 0) pen.moveTo(x, y);
        else pen.lineTo(x, y);
      }
      pen.closePath();
    },
  };
}

const round = (value: number): string => String(Number(value.toFixed(2)));

/** A shape as the path of an SVG, around a place. @param r its radius, in pixels */
export function shapePath(shape: Shape, [x, y]: readonly [number, number], r: number): string {
  if (shape === 'times') {
    const [left, right, top, bottom] = [x - r, x + r, y - r, y + r].map(round);
    return `M${left},${top}L${right},${bottom}M${right},${top}L${left},${bottom}`;
  }
  if (shape === 'circle') {
    return `M${round(x - r)},${round(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`;
  }
  return `M${cornersFor(shape, r)
    .map(([dx, dy]) => `${round(x + dx)},${round(y + dy)}`)
    .join('L')}z`;
}
