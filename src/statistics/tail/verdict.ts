import type { VuongTest } from './vuong.ts';

/** What a fit allows to say about a power law. */
export type TailVerdict = 'power law plausible' | 'power law ruled out' | 'undecided' | 'too few';

/** Below this p a power law is ruled out, or an alternative is better. */
const threshold = 0.1;

/**
 * A tail of a smaller share of the members has to be better than the alternatives, not only no worse. The search for xmin
 * goes as far out as it must for the rest to look straight; of 100,000 geometric or lognormal numbers it leaves some
 * hundreds, and about half of such remnants, too few to tell anything, pass the two tests. None held 5 %.
 */
const ampleShare = 0.1;

/**
 * The verdict in words: ruled out where p is below 0.1; plausible where p is at least 0.1, no alternative is better at
 * 0.1 and, unless the tail holds a tenth of the members, the power law is better than each; undecided otherwise, and
 * where p was not computed.
 * Source: Clauset, Shalizi & Newman 2009, section 6; the condition on small tails is ours.
 * @param p goodness of fit; null where not computed
 * @param tailShare members from xmin on over all members with a value of at least 1
 * @param alternatives Vuong's tests of the power law against each alternative: negative z where that one is better
 */
export function tailVerdict(
  p: number | null,
  tailShare: number,
  alternatives: readonly (VuongTest | null)[],
): TailVerdict {
  if (p === null) return 'undecided';
  if (p < threshold) return 'power law ruled out';
  const decided = alternatives.filter((test) => test !== null).filter((test) => test.pTwoSided < threshold);
  if (decided.some((test) => test.z < 0)) return 'undecided';
  const better = decided.length === alternatives.length;
  return better || tailShare >= ampleShare ? 'power law plausible' : 'undecided';
}
