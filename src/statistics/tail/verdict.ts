import { type CurvatureTest, criticalCurvature } from './curvature.ts';
import type { VuongTest } from './vuong.ts';

/** What a fit implies about a power law. */
export type TailVerdict = 'power law plausible' | 'power law ruled out' | 'undecided' | 'too few';

/** Below this p a power law is ruled out, or an alternative is better. */
const threshold = 0.1;

/** What a verdict rests on. */
export interface Evidence {
  /** Goodness of fit and its Monte-Carlo standard error; null where not computed. */
  p: number | null;
  pStandardError: number | null;
  /** The power law against the exponential; null where both give every member the same probability. */
  exponential: VuongTest | null;
  /** The power law within the family that contains the lognormals. */
  curvature: CurvatureTest;
}

/**
 * The verdict, and why where it is undecided. Ruled out: p below 0.1. Plausible: p at least 0.1, the exponential worse at
 * 0.1, and the lognormal no better at 0.1. Undecided: otherwise, where p was not computed, and where it is
 * within two of its standard errors of 0.1. A condition on the share of the members in the tail was tried, and was wrong both
 * ways: a true tail may be 3 % of the members, and the remnant of a Poisson sample 10 %.
 * Source: Clauset, Shalizi & Newman 2009, section 6; Malevergne, Pisarenko & Sornette 2011 for the lognormal.
 */
export function tailVerdict(evidence: Evidence): { verdict: TailVerdict; reason: string | null } {
  const { p, pStandardError } = evidence;
  const near = p !== null && Math.abs(p - threshold) <= 2 * (pStandardError ?? 0);
  if (p !== null && p < threshold && !near) return { verdict: 'power law ruled out', reason: null };
  const reasons = [
    p === null ? 'its p was not computed (--fit-p)' : null,
    near ? `p is too close to call: within 2 standard errors of ${threshold}` : null,
    ...alternativeReasons(evidence),
  ].filter((reason) => reason !== null);
  if (reasons.length === 0) return { verdict: 'power law plausible', reason: null };
  return { verdict: 'undecided', reason: reasons.join('; ') };
}

function alternativeReasons({ exponential, curvature }: Evidence): string[] {
  const reasons: string[] = [];
  if (exponential === null || exponential.pTwoSided >= threshold) {
    reasons.push('an exponential fits about as well');
  } else if (exponential.z < 0) reasons.push('an exponential fits better');
  if (curvature.statistic > criticalCurvature) reasons.push('a lognormal fits better');
  return reasons;
}
