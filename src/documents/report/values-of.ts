import type { ReportRow } from './report-row.ts';

/** A value, and how many members have it. */
interface Value {
  value: number;
  members: number;
}

/** How often each value occurs, ascending, out of the Lorenz curve: its steps are exact fractions. */
export function valuesOf({ lorenz, nAll, total }: ReportRow): Value[] {
  if (lorenz == null) return nAll === 0 ? [] : [{ value: 0, members: nAll }];
  return lorenz.slice(1).map((point, place) => {
    const before = lorenz[place] ?? { members: 0, total: 0 };
    const members = Math.round((point.members - before.members) * nAll);
    return { value: Math.round(((point.total - before.total) * total) / members), members };
  });
}
