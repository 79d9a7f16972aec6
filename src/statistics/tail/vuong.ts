import { normalSurvival } from './normal-survival.ts';
import type { TailSample } from './tail-sample.ts';

/** Which of two fits is closer to the truth. */
export interface VuongTest {
  /** Log-likelihood ratio over its standard deviation: positive where the first fit is better. */
  z: number;
  /** Probability of a z at least as high if both were as close: if small, the first fit is better. */
  pOneSided: number;
  /** Probability of a z at least as far from 0: if it is not small, the sign means nothing. */
  pTwoSided: number;
}

/**
 * Vuong's test of two fits that do not contain each other, on the same members. Null where the two give every member the
 * same probability.
 * Source: Vuong 1989, Likelihood Ratio Tests for Model Selection and Non-Nested Hypotheses; Clauset et al. 2009, appendix C.
 * @param start index of xmin among the values
 * @param first ln p(x) of the value at an index; `second` likewise
 */
export function vuong(
  { counts, membersFrom }: TailSample,
  start: number,
  first: (index: number) => number,
  second: (index: number) => number,
): VuongTest | null {
  const members = membersFrom[start] ?? 0;
  const ratios = new Float64Array(counts.length);
  let sum = 0;
  for (let index = start; index < counts.length; index += 1) {
    ratios[index] = first(index) - second(index);
    sum += (counts[index] ?? 0) * (ratios[index] ?? 0);
  }
  const mean = sum / members;
  let squares = 0;
  for (let index = start; index < counts.length; index += 1) {
    squares += (counts[index] ?? 0) * ((ratios[index] ?? 0) - mean) ** 2;
  }
  if (!(squares > 0)) return null;
  const z = sum / Math.sqrt(squares);
  return { z, pOneSided: normalSurvival(z), pTwoSided: Math.min(1, 2 * normalSurvival(Math.abs(z))) };
}
