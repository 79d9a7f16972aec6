import type { Pace } from '../../async.ts';

/** A search that can be left, or waited with, at every step: it yields once for each. */
export type Search<Found> = Generator<undefined, Found, undefined>;

/** How many steps one search may take: a second or a few. */
export const mostSteps = 300_000;

/** Steps between two looks at the pace, for which each counts as several. */
const stride = 1000;
const stepCost = 10;

/** What a search finds; null where it takes more than {@link mostSteps}. */
export async function runSearch<Found>(search: Search<Found>, pace: Pace): Promise<Found | null> {
  for (let steps = 1; steps <= mostSteps; steps += 1) {
    const step = search.next();
    if (step.done === true) return step.value;
    if (steps % stride === 0) await pace(stride * stepCost);
  }
  return null;
}
