import type { Tail } from './tail/fit-tail.ts';

/** The figures that have bootstrap intervals, by the names that a warning gives them. */
export type IntervalName = 'mean' | 'sd' | 'Gini';

/** What a row's bootstrap intervals are worth. */
export interface IntervalJudgement {
  /** The figures whose interval would miss the truth more often than not: they get none. */
  unusable: readonly IntervalName[];
  /**
   * Why intervals should not be trusted, or are not there, each reason with its figures; null if there is no such
   * reason.
   */
  warning: string | null;
}

/** Fewer members make percentile intervals too narrow for any distribution. */
const leastMembers = 30;

/**
 * The exponents of the tail below which an interval of 95 % needs a moment that may be infinite, and below which it
 * held the truth in less than half of the samples drawn from power laws, of 100, 1,000 and 10,000 members alike.
 */
const exponents: Record<IntervalName, { doubtful: number; unusable: number; moment: string }> = {
  mean: { doubtful: 3, unusable: 2.3, moment: 'the variance' },
  sd: { doubtful: 5, unusable: 3.5, moment: 'the fourth moment' },
  Gini: { doubtful: 3, unusable: 2.3, moment: 'the variance' },
};

/**
 * Whether the bootstrap intervals of mean, sd and Gini can be trusted. Not with fewer than 30 members; not where no tail could
 * be fitted, for what is heavy in it cannot be seen then; not where the fitted exponent is so low that a moment
 * which they need may be infinite. The exponent of a fit that is ruled out means nothing.
 * Source: Athreya 1987, Bootstrap of the Mean in the Infinite Variance Case; the bounds are of our own simulations.
 * @param members number of members that each figure describes
 */
export function judgeIntervals(members: Record<IntervalName, number>, tail: Tail): IntervalJudgement {
  const reasons = new Map<string, IntervalName[]>();
  const unusable: IntervalName[] = [];
  for (const [name, n] of Object.entries(members) as [IntervalName, number][]) {
    if (hasNoUse(name, tail)) unusable.push(name);
    const reason = findDoubt(name, n, tail);
    if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  const sentences = [...reasons].map(([reason, names]) => `${names.join(', ')}: ${reason}`);
  return { unusable, warning: sentences.length === 0 ? null : sentences.join('; ') };
}

function findDoubt(name: IntervalName, n: number, tail: Tail): string | null {
  if (n < leastMembers) {
    return `only ${n} ${n === 1 ? 'member' : 'members'}: intervals are too narrow below ${leastMembers}`;
  }
  const { alpha, verdict } = tail;
  if (alpha === null) return `${tail.reason ?? verdict}: the tail cannot be judged`;
  const { doubtful, unusable, moment } = exponents[name];
  if (verdict === 'power law ruled out' || alpha >= doubtful) return null;
  const fitted = `fitted tail exponent ${alpha.toFixed(2)} is below`;
  return hasNoUse(name, tail)
    ? `no interval: the ${fitted} ${unusable}, where it would miss the truth more often than not`
    : `the ${fitted} ${doubtful}, so that ${moment} may be infinite`;
}

/** An exponential that fits better has every moment: then the exponent only raises doubt. */
const hasNoUse = (name: IntervalName, { alpha, verdict, exponential }: Tail): boolean =>
  alpha !== null &&
  alpha < exponents[name].unusable &&
  verdict !== 'power law ruled out' &&
  !(exponential !== null && exponential.z < 0 && exponential.pTwoSided < 0.1);
