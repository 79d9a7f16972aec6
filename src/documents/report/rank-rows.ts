import { hurwitzZeta } from '../../statistics/tail/hurwitz-zeta.ts';
import { lognormalSurvival } from '../../statistics/tail/lognormal.ts';
import type { RankRow } from '../figure.ts';
import type { ReportRow } from './report-row.ts';
import { straighten } from './straighten.ts';
import { thin } from './thin.ts';
import { valuesOf } from './values-of.ts';

/** Rank against value: how many members have at least each value. */
export function observedRanks(row: ReportRow): RankRow[] {
  let rank = 0;
  const points: RankRow[] = [];
  for (const { value, members } of valuesOf(row).reverse()) {
    rank += members;
    if (value > 0) points.push({ task: row.task, line: 'observed', rank, value });
  }
  const placeOf = pointOf(row);
  return straighten(thin(points, placeOf), placeOf);
}

/** Where a point of a row's lines is on the logarithmic axes. */
const pointOf = ({ nNonzero, max }: ReportRow): ((point: RankRow) => [number, number]) => {
  const [ranks, values] = [Math.log(Math.max(2, nNonzero)), Math.log(Math.max(2, max ?? 2))];
  return ({ rank, value }) => [Math.log(rank) / ranks, Math.log(value) / values];
};

/** The ranks that the fits give: tailSize times the chance of a value of at least x. */
export function fittedRanks(row: ReportRow): RankRow[] {
  const { task: of, tail, max } = row;
  const { alpha = null, xmin = null, tailSize = null, lognormal = null, exponential = null } = tail ?? {};
  if (alpha === null || xmin === null || tailSize === null || max === null || max <= xmin) return [];
  const points = Array.from({ length: 40 }, (_, place) => Math.round(xmin * (max / xmin) ** (place / 39)));
  const shares: [RankRow['line'], (value: number) => number][] = [
    ['power law', (value) => hurwitzZeta(alpha, value) / hurwitzZeta(alpha, xmin)],
    ['lognormal', (value) => (lognormal === null ? 0 : lognormalSurvival(value, xmin, lognormal))],
    ['exponential', (value) => (exponential === null ? 0 : Math.exp(-exponential.rate * (value - xmin)))],
  ];
  return shares.flatMap(([line, shareOf]) => {
    const fitted = [...new Set(points)]
      .map((value): RankRow => ({ task: of, line, rank: tailSize * shareOf(value), value }))
      // Less than half a member rounds to none.
      .filter(({ rank }) => rank >= 0.5);
    return straighten(fitted, pointOf(row));
  });
}
