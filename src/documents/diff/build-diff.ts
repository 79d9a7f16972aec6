import { type Figures, figureNames } from '../../statistics/figures.ts';
import type { ReportDocument, ReportRow } from '../report/report-row.ts';
import { sortByMeasure } from '../report/sort-rows.ts';
import type { DiffRow, FigureChange, Turnover } from './diff.ts';

/** The rows of two reports side by side, by question, measure, modality and task. */
export function pairRows(old: readonly ReportRow[], now: readonly ReportRow[]): DiffRow[] {
  const before = new Map(old.map((row) => [keyOf(row), row]));
  const after = new Map(now.map((row) => [keyOf(row), row]));
  const both = [...old, ...now.filter((row) => !before.has(keyOf(row)))];
  const rows = both.map((row): DiffRow => {
    const { question, measure, modality, task } = row;
    const [was, is] = [toFigures(before.get(keyOf(row))), toFigures(after.get(keyOf(row)))];
    const change = was === null || is === null ? null : subtract(was, is);
    return { question, measure, modality, task, old: was, new: is, change };
  });
  return sortByMeasure(rows.sort((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : 0)));
}

const keyOf = ({ measure, modality, task }: ReportRow): string => JSON.stringify([measure, modality, task]);

const toFigures = (row: ReportRow | undefined): Figures | null =>
  row === undefined ? null : (Object.fromEntries(figureNames.map((name) => [name, row[name]])) as Figures);

const subtract = (old: Figures, now: Figures): FigureChange =>
  Object.fromEntries(
    figureNames.map((name) => {
      const [was, is] = [old[name], now[name]];
      return [name, was === null || is === null ? null : is - was];
    }),
  ) as FigureChange;

/** What two snapshots differ in that makes a comparison of their figures unfair, one phrase each. */
export function findDifferences(
  old: ReportDocument['snapshot'],
  now: ReportDocument['snapshot'],
  limits: { old: number | null; new: number | null },
): string[] {
  const scopeOf = ({ scope: { all, tasks } }: ReportDocument['snapshot']): string =>
    all ? 'all repos' : [...tasks].sort().join(', ');
  const limitOf = (limit: number | null): string => (limit === null ? 'none' : `${limit} per task`);
  const completeOf = ({ complete }: ReportDocument['snapshot']): string =>
    complete ? 'complete' : 'incomplete';
  return [
    phrase('protocol', old.protocol, now.protocol),
    phrase('scope', scopeOf(old), scopeOf(now)),
    phrase('limit', limitOf(limits.old), limitOf(limits.new)),
    phrase('completeness', completeOf(old), completeOf(now)),
  ].flat();
}

const phrase = (what: string, old: string, now: string): string[] =>
  old === now ? [] : [`${what}: ${old} → ${now}`];

/** One of the most used: by what it is recognized in the other snapshot. */
export interface Used {
  id: string;
  /** `_id`; null for a ghost. */
  hubId: string | null;
  /** The id, ASCII letters folded. */
  folded: string;
}

/** How far the most used are the same. A ghost is recognized by its name: the other snapshot may list it. */
export function compareUsed(
  kind: Turnover['kind'],
  n: number,
  old: readonly Used[],
  now: readonly Used[],
): Turnover {
  const entered = now.filter(isNotIn(old));
  const left = old.filter(isNotIn(now));
  const common = now.length - entered.length;
  const either = now.length + left.length;
  const fewer = Math.min(old.length, now.length);
  return {
    ...{ kind, n, kept: common },
    jaccard: either === 0 ? null : common / either,
    overlap: fewer === 0 ? null : common / fewer,
    entered: entered.map(({ id }) => id),
    left: left.map(({ id }) => id),
  };
}

function isNotIn(others: readonly Used[]): (one: Used) => boolean {
  const ids = new Set(others.flatMap(({ hubId }) => hubId ?? []));
  const names = new Set(others.map(({ folded }) => folded));
  const ghosts = new Set(others.flatMap(({ hubId, folded }) => (hubId === null ? [folded] : [])));
  return ({ hubId, folded }) =>
    hubId === null ? !names.has(folded) : !ids.has(hubId) && !ghosts.has(folded);
}
