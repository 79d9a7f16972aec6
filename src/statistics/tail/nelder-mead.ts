import { type Pace, toPace } from '../../async.ts';

type Point = [number, number];

/** A point with the value of the function there. */
interface Corner {
  point: Point;
  value: number;
}

/**
 * A minimum of a function of two variables by the simplex method: it needs no derivative, and always takes the same
 * steps. The function may be infinite outside its domain, but not at the start.
 * Source: Nelder & Mead 1965, A Simplex Method for Function Minimization.
 * @param step how far the first simplex reaches along each axis
 * @param pace paced by `cost` steps for each value of the function
 */
export async function nelderMead(
  of: (a: number, b: number) => number,
  { start, step }: { start: Readonly<Point>; step: Readonly<Point> },
  pace: Pace = toPace(),
  cost = 1,
): Promise<Point> {
  const evaluateAt = (point: Point): Corner => ({ point, value: of(point[0], point[1]) });
  const [x, y] = start;
  const corners: [Corner, Corner, Corner] = [
    evaluateAt([x, y]),
    evaluateAt([x + step[0], y]),
    evaluateAt([x, y + step[1]]),
  ];
  for (let round = 0; round < 400; round += 1) {
    const [best, middle, worst] = corners.sort((a, b) => a.value - b.value);
    if (isSmall(best.point, worst.point) && isSmall(best.point, middle.point)) break;
    await pace(2 * cost);
    /** The point on the line from the worst corner through the centre of the others. */
    const pointAlong = (t: number) =>
      evaluateAt(
        [0, 1].map((axis) => {
          const centre = ((best.point[axis] ?? 0) + (middle.point[axis] ?? 0)) / 2;
          return centre + t * (centre - (worst.point[axis] ?? 0));
        }) as Point,
      );
    const reflected = pointAlong(1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = pointAlong(2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= middle.value) {
      next = pointAlong(reflected.value < worst.value ? 0.5 : -0.5);
      if (next.value >= Math.min(reflected.value, worst.value)) {
        corners[1] = evaluateAt(middleOf(best.point, middle.point));
        next = evaluateAt(middleOf(best.point, worst.point));
      }
    }
    corners[2] = next;
  }
  return corners.reduce((a, b) => (b.value < a.value ? b : a)).point;
}

const middleOf = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

const isSmall = (a: Point, b: Point): boolean =>
  Math.abs(a[0] - b[0]) < 1e-8 * (1 + Math.abs(a[0])) && Math.abs(a[1] - b[1]) < 1e-8 * (1 + Math.abs(a[1]));
