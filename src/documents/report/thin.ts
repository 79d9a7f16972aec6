/** How far apart two points of a line are at least, as a share of the picture's width or height: about ten pixels. */
const step = 0.015;

/**
 * The points of a line that a picture needs: its ends, and between them those that are a step from the one before.
 * @param placeOf where a point is, 0–1 both ways, as the axes of the picture have it
 */
export function thin<Point>(
  points: readonly Point[],
  placeOf: (point: Point) => readonly [number, number],
): Point[] {
  const last = points.at(-1);
  const kept: Point[] = [];
  let [x, y] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of points) {
    const [nextX, nextY] = placeOf(point);
    if (point !== last && Math.max(Math.abs(nextX - x), Math.abs(nextY - y)) < step) continue;
    kept.push(point);
    [x, y] = [nextX, nextY];
  }
  return kept;
}
