/** The radius of a mark, and how much more it has for each one before it in the same place. */
const smallest = 3;
const step = 2.2;

/** Radii for hollow marks, such that those in the same place are around one another, and all are seen. */
export function nestMarks<Row>(rows: readonly Row[], placeOf: (row: Row) => string): Map<Row, number> {
  const taken = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const before = taken.get(placeOf(row)) ?? 0;
      taken.set(placeOf(row), before + 1);
      return [row, smallest + step * before];
    }),
  );
}
