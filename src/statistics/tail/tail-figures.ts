import type { Tail } from './fit-tail.ts';

/** A tail as plain figures, one to a column. */
export interface TailFigures {
  verdict: Tail['verdict'];
  alpha: number | null;
  standardError: number | null;
  xmin: number | null;
  tailSize: number | null;
  ks: number | null;
  p: number | null;
  pStandardError: number | null;
  /** The alternative of the greatest likelihood; null where there is no fit. */
  bestAlternative: 'lognormal' | 'exponential' | null;
  /** Vuong's test of the power law against it. */
  vuongZ: number | null;
  /** Two-sided. */
  vuongP: number | null;
}

/** The figures of a tail that tables without structure hold. */
export function toTailFigures(tail: Tail): TailFigures {
  const { verdict, alpha, standardError, xmin, tailSize, ks, p, pStandardError } = tail;
  const bestAlternative = bestOf(tail);
  const test = bestAlternative === null ? null : tail[bestAlternative];
  return {
    ...{ verdict, alpha, standardError, xmin, tailSize, ks, p, pStandardError, bestAlternative },
    vuongZ: test?.z ?? null,
    vuongP: test?.pTwoSided ?? null,
  };
}

function bestOf({ lognormal, exponential }: Tail): TailFigures['bestAlternative'] {
  if (lognormal === null) return exponential === null ? null : 'exponential';
  if (exponential === null) return 'lognormal';
  return exponential.logLikelihood > lognormal.logLikelihood ? 'exponential' : 'lognormal';
}
