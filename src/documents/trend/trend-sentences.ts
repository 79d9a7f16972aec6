import { changeSentences } from '../change-sentence.ts';
import type { TrendRow } from './trend.ts';

/** In how many tasks each mean rose and fell, from the first date of a task to its last. */
export function trendSentences(rows: readonly TrendRow[]): { says: string }[] {
  const ends = new Map<string, { first: TrendRow; last: TrendRow }>();
  for (const row of rows) {
    const name = `${row.measure} ${row.modality} ${row.task}`;
    const { first = row, last = row } = ends.get(name) ?? {};
    ends.set(name, {
      first: row.snapshotDate < first.snapshotDate ? row : first,
      last: row.snapshotDate > last.snapshotDate ? row : last,
    });
  }
  const pairs = [...ends.values()].map(({ first, last }) => {
    const change = first.mean === null || last.mean === null ? null : last.mean - first.mean;
    return { question: first.question, measure: first.measure, change };
  });
  return changeSentences(pairs, ({ change }) => change);
}
