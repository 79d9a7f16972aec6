import type { Frequencies } from '../frequencies.ts';

/** The positive values of a sample with what every fit needs of the members from each value on. */
export interface TailSample {
  /** Distinct values ≥ 1, ascending. */
  values: Float64Array;
  counts: Float64Array;
  /** ln of each value. */
  logs: Float64Array;
  /** Members with this value or a greater one. */
  membersFrom: Float64Array;
  /** Σ ln x over them. */
  logSumFrom: Float64Array;
}

/** Leaves out values below 1: reuse that did not happen has no tail. */
export function toTailSample(frequencies: Frequencies): TailSample {
  const first = frequencies.values.findIndex((value) => value >= 1);
  const start = first < 0 ? frequencies.values.length : first;
  const values = frequencies.values.subarray(start);
  const counts = frequencies.counts.subarray(start);
  const logs = values.map(Math.log);
  const membersFrom = new Float64Array(values.length);
  const logSumFrom = new Float64Array(values.length);
  let members = 0;
  let logSum = 0;
  for (let index = values.length - 1; index >= 0; index -= 1) {
    members += counts[index] ?? 0;
    logSum += (counts[index] ?? 0) * (logs[index] ?? 0);
    membersFrom[index] = members;
    logSumFrom[index] = logSum;
  }
  return { values, counts, logs, membersFrom, logSumFrom };
}
