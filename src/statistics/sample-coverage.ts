import type { Frequencies } from './frequencies.ts';

/**
 * Sample coverage of incidence data: the share of all uses that belongs to the datasets which the sample has, estimated from
 * those that one model and those that two models use, 1 − (Q1/U) ((M−1) Q1 / ((M−1) Q1 + 2 Q2)). What one more model
 * declares is a dataset already seen with about this probability, so that rarefied figures of equal m are not of equal completeness.
 * Source: Chao & Jost 2012, Coverage-based rarefaction and extrapolation: standardizing samples by completeness rather than size; R `iNEXT`.
 * Known values: uses 1 1 2 5 of 6 models → 1 − (2/9)(10/12) = 0.8148148.
 * @param uses per dataset, how many of the models use it; values from 0 to `models`
 * @param models M, the number of models that declare at least one dataset
 * @returns null where nothing is used, and for a single model that uses any: it predicts nothing about the next
 */
export function sampleCoverage(uses: Frequencies, models: number): number | null {
  let total = 0;
  let once = 0;
  let twice = 0;
  for (const [index, used] of uses.values.entries()) {
    const datasets = uses.counts[index] ?? 0;
    total += used * datasets;
    if (used === 1) once = datasets;
    if (used === 2) twice = datasets;
  }
  if (total === 0) return null;
  if (once === 0) return 1;
  const singles = (models - 1) * once;
  return singles === 0 ? null : 1 - (once / total) * (singles / (singles + 2 * twice));
}
