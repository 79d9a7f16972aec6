/** How far a point may lie from a line, as a share of the picture's width or height: within a pixel. */
const tolerance = 0.001;

type PlotPoint = readonly [x: number, y: number];

/**
 * The points of a line that a picture cannot do without: those left out lie within a pixel of the line between the ones
 * kept. The ends stay.
 * @param placeOf where a point is, 0–1 both ways, as the axes of the picture have it
 */
export function straighten<Point>(points: readonly Point[], placeOf: (point: Point) => PlotPoint): Point[] {
  const places = points.map(placeOf);
  const kept = new Set([0, points.length - 1]);
  // A list of what is to be looked at, instead of recursion: lines may be long.
  const pending: [first: number, last: number][] = [[0, points.length - 1]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [first, last] = next;
    const far = findFarthest(places, first, last);
    if (far === null) continue;
    kept.add(far);
    pending.push([first, far], [far, last]);
  }
  return points.filter((_, index) => kept.has(index));
}

/** The point between two that is farthest from the line between them; null where all are near enough. */
function findFarthest(places: readonly PlotPoint[], first: number, last: number): number | null {
  const from: PlotPoint = places[first] ?? [0, 0];
  const to: PlotPoint = places[last] ?? from;
  let [far, most]: [number | null, number] = [null, tolerance];
  for (let index = first + 1; index < last; index += 1) {
    const distance = distanceTo(places[index] ?? from, from, to);
    if (distance > most) [far, most] = [index, distance];
  }
  return far;
}

/** From a point to the nearest one of the line between two others. */
function distanceTo([x, y]: PlotPoint, [x1, y1]: PlotPoint, [x2, y2]: PlotPoint): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
