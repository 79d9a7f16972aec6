import { hurwitzZeta } from '../../statistics/tail/hurwitz-zeta.ts';
import { lognormalSurvival } from '../../statistics/tail/lognormal.ts';
import type { RankRow } from '../figure.ts';
import type { ReportRow } from './report-row.ts';
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
  const [ranks, values] = [Math.log(Math.max(2, rank)), Math.log(Math.max(2, row.max ?? 2))];
  return thin(points, (point) => [Math.log(point.rank) / ranks, Math.log(point.value) / values]);
}

/** The ranks that the fits give: tailSize times the chance of a value of at least x. */
export function fittedRanks({ task: of, tail, max }: ReportRow): RankRow[] {
  const { alpha = null, xmin = null, tailSize = null, lognormal = null, exponential = null } = tail ?? {};
  if (alpha === null || xmin === null || tailSize === null || max === null || max <= xmin) return [];
  const points = Array.from({ length: 40 }, (_, place) => Math.round(xmin * (max / xmin) ** (place / 39)));
  return [...new Set(points)].flatMap((value): RankRow[] => {
    const shares: [RankRow['line'], number][] = [
      ['power law', hurwitzZeta(alpha, value) / hurwitzZeta(alpha, xmin)],
      ['lognormal', lognormal === null ? 0 : lognormalSurvival(value, xmin, lognormal)],
      ['exponential', exponential === null ? 0 : Math.exp(-exponential.rate * (value - xmin))],
    ];
    // Less than half a member is nobody.
    return shares.flatMap(([line, share]) =>
      tailSize * share >= 0.5 ? [{ task: of, line, rank: tailSize * share, value }] : [],
    );
  });
}
