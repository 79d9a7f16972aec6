/** The nodes with the greatest values: those that are among them however ties are broken, and the others. */
export interface Greatest {
  sure: Int32Array;
  /** Nodes of the same value, of which {@link open} more are wanted. */
  tied: Int32Array;
  open: number;
}

/**
 * Finds the nodes with the greatest values above 0.
 * @param most how many are wanted
 */
export function findGreatest(values: Int32Array | Float64Array, most: number): Greatest {
  const least = findLeast(values, Math.min(most, values.length));
  const sure: number[] = [];
  const tied: number[] = [];
  for (let node = 0; node < values.length; node += 1) {
    const value = values[node] ?? 0;
    if (value > least) sure.push(node);
    else if (value === least) tied.push(node);
  }
  return {
    sure: Int32Array.from(sure),
    tied: Int32Array.from(tied),
    open: Math.min(tied.length, most - sure.length),
  };
}

/** The value above 0 that has `most` − 1 at least as great beside it; the smallest where there are fewer, ∞ where none is. */
function findLeast(values: Int32Array | Float64Array, most: number): number {
  // Twice as many as are wanted: whenever they are full the smaller half goes, and nothing smaller comes in.
  const kept = new Float64Array(2 * most);
  let length = 0;
  let floor = 0;
  const halve = (): void => {
    kept.subarray(0, length).sort();
    kept.copyWithin(0, Math.max(0, length - most), length);
    length = Math.min(length, most);
    floor = kept[0] ?? 0;
  };
  for (let node = 0; node < values.length; node += 1) {
    const value = values[node] ?? 0;
    if (value <= floor) continue;
    kept[length] = value;
    length += 1;
    if (length === kept.length) halve();
  }
  if (length === 0) return Number.POSITIVE_INFINITY;
  halve();
  return kept[0] ?? 0;
}
