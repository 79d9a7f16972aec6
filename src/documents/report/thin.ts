/** A line keeps its ends and this many points between them. */
const mostPoints = 150;

/** Points of a line, evenly by their number. */
export function thin<Point>(points: readonly Point[]): Point[] {
  if (points.length <= mostPoints) return [...points];
  const step = (points.length - 1) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_, place) => points[Math.round(place * step)] as Point);
}
