import { type Frequencies, totalOf } from './frequencies.ts';

/** How diverse the datasets of m models are. */
export interface Rarefied {
  /** Expected number of distinct datasets. */
  distinct: number;
  /** Effective number of datasets: exp of the entropy of their use. */
  effectiveDistinct: number;
}

/**
 * The diversity that m of the declaring models would show, drawn without replacement: what makes tasks of different
 * size comparable. Both figures grow with the number of models.
 *
 * With Y the models that use a dataset and Q(k) the expected number of datasets used by k of the m models drawn,
 * Q(k) = Σ C(Y,k) C(models−Y, m−k) / C(models, m): `distinct` is the sum of Q(k) over k ≥ 1, the expectation itself;
 * `effectiveDistinct` is exp(−Σ Q(k) (k/U) ln(k/U)) with U = m·ΣY/models, the expected number of uses. The expectation of the exponential has
 * no closed form; this is the rarefied Hill number of order 1, exact at m = models and for m = 1, with no random draw.
 * Source: Chao et al. 2014, Rarefaction and extrapolation with Hill numbers (incidence data); R `iNEXT`.
 * Known values: uses 1 1 1 of 3 models, m 2 → distinct 2, effective 2; uses 3 1 of 4 models, m 2 → distinct 1.5.
 *
 * @param uses per dataset, how many of the models use it; values from 0 to `models`
 * @param models number of models that declare at least one dataset
 * @param m models drawn, 1 to `models`
 * @returns null where there is nothing to draw or m is out of range
 */
export function rarefy(uses: Frequencies, models: number, m: number): Rarefied | null {
  if (m < 1 || m > models) return null;
  const incidences = totalOf(uses);
  if (incidences === 0) return null;
  const expectedUses = (m * incidences) / models;
  let distinct = 0;
  let entropy = 0;
  for (let index = 0; index < uses.values.length; index += 1) {
    const datasets = uses.counts[index] ?? 0;
    const { first, weights } = hypergeometric(uses.values[index] ?? 0, models, m);
    for (let offset = 0; offset < weights.length; offset += 1) {
      const k = first + offset;
      const weight = weights[offset] ?? 0;
      if (k === 0) continue;
      const share = k / expectedUses;
      distinct += datasets * weight;
      entropy -= datasets * weight * share * Math.log(share);
    }
  }
  return { distinct, effectiveDistinct: Math.exp(entropy) };
}

/** Below this part of the largest probability a term no longer matters in double precision. */
const negligible = 1e-18;

/**
 * The probabilities that k of m drawn models are among the `used` ones: outwards from the most likely k by the ratio
 * of neighbours, which neither overflows nor loses digits as logarithms of factorials do.
 */
function hypergeometric(used: number, models: number, m: number): { first: number; weights: number[] } {
  const least = Math.max(0, m - (models - used));
  const most = Math.min(used, m);
  const mode = Math.min(most, Math.max(least, Math.floor(((m + 1) * (used + 1)) / (models + 2))));
  const ratio = (k: number) => ((used - k) * (m - k)) / ((k + 1) * (models - used - m + k + 1));
  const below: number[] = [];
  for (let k = mode, weight = 1; k > least; k -= 1) {
    weight /= ratio(k - 1);
    if (weight < negligible) break;
    below.push(weight);
  }
  const weights = [...below.reverse(), 1];
  for (let k = mode, weight = 1; k < most; k += 1) {
    weight *= ratio(k);
    if (weight < negligible) break;
    weights.push(weight);
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  return { first: mode - below.length, weights: weights.map((weight) => weight / sum) };
}
