import { type Description, describe } from './describe.ts';
import { entropy } from './entropy.ts';
import { evenness } from './evenness.ts';
import { type Frequencies, withoutZeros } from './frequencies.ts';
import { gini, giniCorrected } from './gini.ts';
import { effectiveNumber, hhi } from './hhi.ts';
import { membersForHalf } from './members-for-half.ts';
import { topPercentShare, topShare } from './top-share.ts';

/** What every figure of a row is computed from. */
interface FigureSample {
  /** Every member. */
  frequencies: Frequencies;
  /** The members whose value is at least 1. */
  reused: Frequencies;
  all: Description;
  nonzero: Description;
  /** One of the two: the population that the first figures describe. */
  headline: Description;
}

/** The figures of a row, in their order. A new statistic is its own file and one line here. */
const figures = {
  n: ({ headline }) => headline.n,
  mean: ({ headline }) => headline.mean,
  sd: ({ headline }) => headline.sd,
  median: ({ headline }) => headline.median,
  p90: ({ headline }) => headline.p90,
  max: ({ headline }) => headline.max,
  nAll: ({ all }) => all.n,
  meanAll: ({ all }) => all.mean,
  sdAll: ({ all }) => all.sd,
  nNonzero: ({ nonzero }) => nonzero.n,
  meanNonzero: ({ nonzero }) => nonzero.mean,
  sdNonzero: ({ nonzero }) => nonzero.sd,
  zeroShare: ({ all, nonzero }) => (all.n === 0 ? null : (all.n - nonzero.n) / all.n),
  total: ({ all }) => all.total,
  gini: ({ frequencies }) => gini(frequencies),
  giniNonzero: ({ reused }) => gini(reused),
  hhi: ({ frequencies }) => hhi(frequencies),
  effectiveNumber: ({ frequencies }) => effectiveNumber(frequencies),
  entropy: ({ frequencies }) => entropy(frequencies),
  top1Share: ({ frequencies }) => topShare(frequencies, 1),
  top10Share: ({ frequencies }) => topShare(frequencies, 10),
  top1PctShare: ({ frequencies }) => topPercentShare(frequencies, 1),
  top10PctShare: ({ frequencies }) => topPercentShare(frequencies, 10),
  giniCorrected: ({ frequencies }) => giniCorrected(frequencies),
  evenness: ({ frequencies }) => evenness(frequencies),
  membersForHalf: ({ frequencies }) => membersForHalf(frequencies),
} satisfies Record<string, (sample: FigureSample) => number | null>;

/** The figures of a row that need no more than how often each value occurs. */
export type Figures = { [Name in keyof typeof figures]: ReturnType<(typeof figures)[Name]> };

/** Their names, in their order. */
export const figureNames = Object.keys(figures) as (keyof Figures)[];

/**
 * Every figure of one row.
 * @param frequencies how often each value of the measure occurs among the task's members; whole numbers from 0
 * @param population which members the headline figures describe
 */
export function computeFigures(frequencies: Frequencies, population: 'all' | 'nonzero'): Figures {
  const reused = withoutZeros(frequencies);
  const all = describe(frequencies);
  const nonzero = describe(reused);
  const headline = population === 'all' ? all : nonzero;
  const sample: FigureSample = { frequencies, reused, all, nonzero, headline };
  return Object.fromEntries(figureNames.map((name) => [name, figures[name](sample)])) as Figures;
}
