import type { Requested } from '../../statistics/on-request.ts';
import { toTailFigures } from '../../statistics/tail/tail-figures.ts';
import { type ColumnDescriptions, count, type DescribedColumn, figure, text, toColumns } from '../table.ts';

/** A tail as CSV has it, by the names in docs/columns.md. */
interface TailRow {
  verdict: string;
  alpha: number | null;
  se: number | null;
  xmin: number | null;
  n: number | null;
  ks: number | null;
  p: number | null;
  pSe: number | null;
  bestAlternative: string | null;
  vuongZ: number | null;
  vuongP: number | null;
}

const noFit = { emptyWhen: 'nothing could be fitted' };
const noP = { emptyWhen: 'nothing could be fitted, or no simulations asked for (--fit-p)' };

const columns: ColumnDescriptions<keyof TailRow> = {
  verdict: text('The verdict on the fit', {
    values: ['power law plausible', 'power law ruled out', 'undecided', 'too few'],
  }),
  alpha: figure('Exponent of the discrete power law', 'number', noFit),
  se: figure('Standard error of alpha, xmin taken as given', 'number', noFit),
  xmin: count('Smallest value of the tail', 'of the measure', noFit),
  n: count('Members in the tail', 'members', noFit),
  ks: figure('Kolmogorov–Smirnov distance', '0–1', noFit),
  p: figure('Goodness of fit', '0–1', noP),
  pSe: figure('Monte-Carlo standard error of p', '0–1', noP),
  bestAlternative: text('The alternative with the greatest likelihood', {
    ...noFit,
    values: ['lognormal', 'exponential'],
  }),
  vuongZ: figure('Positive: the power law is better than that alternative', 'standard deviations', {
    ...noFit,
    signed: true,
  }),
  vuongP: figure('Two-sided p of that; unless it is small, the sign means nothing', '0–1', noFit),
};

/** The columns of a tail in CSV and TSV. */
export const tailRowColumns: readonly DescribedColumn[] = toColumns(columns);

/** A tail as a row of these. */
export function toTailRow(tail: Requested['tail']): Partial<TailRow> {
  if (tail === null || tail === undefined) return {};
  const { standardError, tailSize, pStandardError, ...figures } = toTailFigures(tail);
  return { ...figures, se: standardError, n: tailSize, pSe: pStandardError };
}
