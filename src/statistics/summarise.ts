import type { ReportRow } from '../documents/report/report-row.ts';
import { describe } from './describe.ts';
import { entropy } from './entropy.ts';
import { evenness } from './evenness.ts';
import { type Frequencies, toSortedSample, withoutZeros } from './frequencies.ts';
import { gini, giniCorrected } from './gini.ts';
import { effectiveNumber, hhi } from './hhi.ts';
import { membersForHalf } from './members-for-half.ts';
import { topPercentShare, topShare } from './top-share.ts';

/** The figures of a report row: all but what says which row it is. */
export type Figures = Omit<
  ReportRow,
  'question' | 'measure' | 'modality' | 'task' | 'population' | keyof Diversity
>;

/** The figures of diversity, which need to know who uses what. */
export type Diversity = Pick<
  ReportRow,
  'distinct' | 'effectiveDistinct' | 'distinctRarefied' | 'effectiveDistinctRarefied'
>;

/**
 * Every figure of one row.
 * @param frequencies how often each value of the measure occurs among the task's members; whole numbers from 0
 * @param population which members the headline figures describe
 */
export function summarise(frequencies: Frequencies, population: ReportRow['population']): Figures {
  const sorted = toSortedSample(frequencies);
  const zeros = frequencies.values[0] === 0 ? (frequencies.counts[0] ?? 0) : 0;
  const all = describe(sorted);
  const nonzero = describe(sorted.subarray(zeros));
  const headline = population === 'all' ? all : nonzero;
  const reused = withoutZeros(frequencies);
  return {
    n: headline.n,
    mean: headline.mean,
    sd: headline.sd,
    median: headline.median,
    p90: headline.p90,
    max: headline.max,
    nAll: all.n,
    meanAll: all.mean,
    sdAll: all.sd,
    nNonzero: nonzero.n,
    meanNonzero: nonzero.mean,
    sdNonzero: nonzero.sd,
    zeroShare: all.n === 0 ? null : zeros / all.n,
    total: all.total,
    gini: gini(frequencies),
    giniNonzero: gini(reused),
    hhi: hhi(frequencies),
    effectiveNumber: effectiveNumber(frequencies),
    entropy: entropy(frequencies),
    top1Share: topShare(frequencies, 1),
    top10Share: topShare(frequencies, 10),
    top1PctShare: topPercentShare(frequencies, 1),
    top10PctShare: topPercentShare(frequencies, 10),
    giniCorrected: giniCorrected(frequencies),
    evenness: evenness(frequencies),
    membersForHalf: membersForHalf(frequencies),
  };
}
