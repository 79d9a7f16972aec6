import { entryOf } from './entry-of.ts';

/** An edge's ends by when they were created. */
export interface DatedEdges {
  /** For each group of derived models: days from the base's creation to the derived model's, ascending. */
  daysOf: Map<number, Float64Array>;
  /** For each year of derived models: how many edges lead to a base of that many years before; negative: of later. */
  yearsBefore: Map<number, Map<number, number>>;
  /** Edges with an end that is not in the snapshot or has no date. */
  undated: number;
}

const day = 86_400_000;

/**
 * How old bases are when they are reused.
 * @param edges derived model → base
 * @param created milliseconds since 1970 of each listed model, infinity without a date
 * @param groupOf the group of each model, such as its task; none counts as −1
 */
export function measureAges(
  { source, target }: { source: Int32Array; target: Int32Array },
  created: Float64Array,
  groupOf: Int32Array,
): DatedEdges {
  const days = new Map<number, number[]>();
  const yearsBefore = new Map<number, Map<number, number>>();
  const yearOf = (moment: number): number => new Date(moment).getUTCFullYear();
  let undated = 0;
  for (let edge = 0; edge < source.length; edge += 1) {
    const model = source[edge] ?? 0;
    const [derived, base] = [created[model], created[target[edge] ?? 0]];
    if (derived === undefined || base === undefined || !Number.isFinite(derived + base)) {
      undated += 1;
      continue;
    }
    entryOf(days, groupOf[model] ?? -1, (): number[] => []).push((derived - base) / day);
    const year = yearOf(derived);
    const before = year - yearOf(base);
    const ofYear = entryOf(yearsBefore, year, () => new Map<number, number>());
    ofYear.set(before, (ofYear.get(before) ?? 0) + 1);
  }
  const daysOf = new Map([...days].map(([group, list]) => [group, Float64Array.from(list).sort()]));
  return { daysOf, yearsBefore, undated };
}
