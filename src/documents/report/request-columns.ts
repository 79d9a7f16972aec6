import { countOf, formatWhole } from '../../count-words.ts';
import type { Requested } from '../../statistics/on-request.ts';
import { type ColumnDescription, type ColumnDescriptions, structure, text } from '../table.ts';
import { tailRowColumns, toTailRow } from './tail-columns.ts';

/** Where less than half of the intervals would hold the truth. */
const tailBelow = (alpha: number): string =>
  `the tail’s alpha is below ${alpha}, its fit is not ruled out, and no exponential fits better`;

const interval = (heading: string, of: string, more: Partial<ColumnDescription>): ColumnDescription => ({
  ...text(`95 % percentile bootstrap interval of the ${of}, [low, high]`),
  kind: 'pair',
  heading,
  request: '--ci',
  unit: `as the ${of}`,
  formula: '2.5 % and 97.5 % quantiles over the resamples',
  population: 'headline population',
  emptyWhen: `the ${of} is empty, or ${tailBelow(of === 'sd' ? 3.5 : 2.3)}`,
  reference: 'Efron 1979',
  ...more,
});

/** The figures that a row has on request alone. */
export const requestColumns: ColumnDescriptions<keyof Requested> = {
  meanCi: interval('mean 95 %', 'mean', {}),
  sdCi: interval('sd 95 %', 'sd', {}),
  giniCi: interval('Gini n all 95 %', 'Gini', {
    population: 'all members',
    emptyWhen: `the Gini is empty, the total of more than one resample in twenty is 0, or ${tailBelow(2.3)}`,
  }),
  ciWarning: text(
    'Which intervals should not be trusted or are missing, and why: n below 30; no tail could be fitted; alpha of a fit that is not ruled out below 3 (mean, Gini) or 5 (sd)',
    {
      ...{ heading: 'warning', width: 30, request: '--ci' },
      emptyWhen: 'there is no such reason',
    },
  ),
  lorenz: structure(
    'Points of the Lorenz curve: cumulative share of the total against share of members, from the smallest; see lorenz',
    'JSON list',
    {
      ...{ heading: 'Lorenz', request: '--lorenz' },
      formula: 'Σ of the k smallest / T at k / n',
      population: 'all members',
      emptyWhen: 'the total is 0',
      reference: 'Lorenz 1905',
    },
  ),
  tail: structure(
    'Discrete power law fitted to the tail, compared with lognormal and exponential, and a verdict; see tail',
    'JSON object; columns of its own in CSV',
    {
      ...{ width: 40, request: '--fit-tail' },
      flat: { columns: tailRowColumns, toRow: (tail) => toTailRow(tail as Requested['tail']) },
      toText: (tail) => tailText(tail as Requested['tail']),
      formula: 'maximum likelihood over x ≥ xmin with the Hurwitz zeta function; xmin of least KS distance',
      population: 'nonzero members',
      reference: 'Clauset, Shalizi & Newman 2009; Vuong 1989',
    },
  ),
};

/** A fitted tail in words: the verdict, why, and how much of the row it covers. */
function tailText(tail: Requested['tail']): string | null {
  if (tail === null || tail === undefined) return null;
  const { alpha, standardError, xmin, tailSize, tailShare, p, pStandardError, verdict, reason } = tail;
  const why = reason === null ? verdict : `${verdict} (${reason})`;
  if (alpha === null) return why;
  const plusMinus = (error: number | null) => (error === null ? '' : ` ± ${error.toFixed(4)}`);
  const share = `${countOf(tailSize ?? 0, 'member', 'members')} in the tail, ${(100 * (tailShare ?? 0)).toFixed(1)} % of n>0`;
  const fit = `alpha ${alpha.toFixed(4)}${plusMinus(standardError)}, xmin ${formatWhole(xmin ?? 0)}, ${share}`;
  return `${why}: ${fit}${p === null ? '' : `, p ${p.toFixed(4)}${plusMinus(pStandardError)}`}`;
}
