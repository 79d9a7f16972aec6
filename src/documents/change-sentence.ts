import { countOf, formatWhole } from '../count-words.ts';
import { groupBy } from '../group-by.ts';

/** A measure, in how many tasks its mean rose and fell, in one sentence. @param changes null where it is not defined */
export function changeSentence(name: string, changes: readonly (number | null)[]): string {
  const count = (isSuch: (change: number) => boolean): string =>
    formatWhole(changes.filter((change) => change !== null && isSuch(change)).length);
  const all = countOf(changes.length, 'task', 'tasks');
  return `${name}: of ${all} the mean rose in ${count((by) => by > 0)}, fell in ${count((by) => by < 0)}, and is the same in ${count((by) => by === 0)}.`;
}

/** The changes of rows by their question and measure, in the order in which each first appears. */
export function changeSentences<Row extends { question: string; measure: string }>(
  rows: readonly Row[],
  toChange: (row: Row) => number | null,
): { says: string }[] {
  const groups = groupBy(rows, ({ question, measure }) => `${question}, ${measure}`);
  return [...groups].map(([name, all]) => ({ says: changeSentence(name, all.map(toChange)) }));
}
