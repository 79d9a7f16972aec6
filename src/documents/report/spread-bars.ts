import type { Column } from '../column.ts';
import type { ReportRow } from './report-row.ts';
import { valuesOf } from './values-of.ts';

/** The least value of each class: 0, 1, and from there on four times as much. */
const classes = [0, 1, 2, 4, 16, 64, 256, 1024];

const bars = '▁▂▃▄▅▆▇█';

/** The spread of a row's values in a column of a terminal's table, where it is wide enough for more than the figures. */
export const spreadColumn: Column = { key: 'spread', heading: 'spread', kind: 'text', leastWidth: 100 };

/**
 * How the values of a row spread: a bar for each class, taller by the logarithm of its members, the tallest where all
 * members are; a dot where there is none. Null where the row holds no curve to read them from.
 */
export function spreadBars(row: ReportRow): string | null {
  if (row.lorenz === undefined || row.nAll === 0) return null;
  const members = classes.map(() => 0);
  for (const one of valuesOf(row)) {
    const place = classes.findLastIndex((least) => one.value >= least);
    members[place] = (members[place] ?? 0) + one.members;
  }
  return members.map((count) => barOf(count, row.nAll)).join('');
}

function barOf(count: number, all: number): string {
  if (count === 0) return '·';
  const height = all === 1 ? 1 : Math.log(count) / Math.log(all);
  return bars.charAt(Math.round(height * (bars.length - 1)));
}
