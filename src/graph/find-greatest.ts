import { quickselect } from 'simple-statistics';

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
  const positive = takePositive(values);
  const place = Math.max(0, positive.length - most);
  // In place, in time linear in their number: it takes a typed array as well.
  if (positive.length > 0) quickselect(positive as unknown as number[], place);
  const least = positive[place] ?? Number.POSITIVE_INFINITY;
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

function takePositive(values: Int32Array | Float64Array): Float64Array {
  let length = 0;
  for (let node = 0; node < values.length; node += 1) if ((values[node] ?? 0) > 0) length += 1;
  const positive = new Float64Array(length);
  let next = 0;
  for (let node = 0; node < values.length; node += 1) {
    const value = values[node] ?? 0;
    if (value <= 0) continue;
    positive[next] = value;
    next += 1;
  }
  return positive;
}
