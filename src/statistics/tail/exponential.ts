import type { TailSample } from './tail-sample.ts';

/** A discrete exponential (geometric) distribution fitted to the members from xmin on. */
export interface ExponentialFit {
  /** p(x) = (1 − e^−rate) e^(−rate (x − xmin)). */
  rate: number;
  logLikelihood: number;
}

/**
 * Discrete maximum likelihood, in closed form: rate = ln(1 + 1/(mean − xmin)).
 * Source: Clauset, Shalizi & Newman 2009, table 2.
 * Known values: 1 2 3 from xmin 1 on → rate ln 2, log-likelihood −6 ln 2.
 * @param start index of xmin among the values; two distinct values from there on
 */
export function fitExponential(sample: TailSample, start: number): ExponentialFit {
  const { values, counts, membersFrom } = sample;
  const xmin = values[start] ?? 1;
  const members = membersFrom[start] ?? 1;
  let excess = 0;
  for (let index = start; index < values.length; index += 1)
    excess += (counts[index] ?? 0) * ((values[index] ?? 0) - xmin);
  const rate = Math.log1p(members / excess);
  return { rate, logLikelihood: members * Math.log(-Math.expm1(-rate)) - rate * excess };
}

/** ln p(x) of the value at an index, given x ≥ xmin. */
export function exponentialLog(
  { values }: TailSample,
  start: number,
  rate: number,
): (index: number) => number {
  const top = Math.log(-Math.expm1(-rate));
  return (index) => top - rate * ((values[index] ?? 0) - (values[start] ?? 0));
}
