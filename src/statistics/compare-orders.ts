import { kendallTau } from './kendall-tau.ts';

/** A task's mean by one definition and by another; null where it has none. */
export interface MeanBothWays {
  task: string;
  before: number | null;
  after: number | null;
}

/** What becomes of an order of tasks, over those with a mean both ways. */
export interface OrderChange {
  tasks: number;
  /** The tasks with the greatest mean after, several where they are equal; by name. */
  top: string[];
  /** Whether those are the ones with the greatest mean before; null where no task has a mean both ways. */
  sameTop: boolean | null;
  /** Kendall's tau-b between the two orders; null where one is all ties. */
  tau: number | null;
}

/** Compares the order of tasks by two means. */
export function compareOrders(means: readonly MeanBothWays[]): OrderChange {
  const pairs = means.flatMap(({ task, before, after }) =>
    before === null || after === null ? [] : [{ task, before, after }],
  );
  const topBy = (key: 'before' | 'after'): string[] => {
    const greatest = pairs.reduce((most, pair) => Math.max(most, pair[key]), Number.NEGATIVE_INFINITY);
    return pairs.flatMap((pair) => (pair[key] === greatest ? pair.task : [])).sort();
  };
  const top = topBy('after');
  return {
    tasks: pairs.length,
    top,
    sameTop: pairs.length === 0 ? null : JSON.stringify(top) === JSON.stringify(topBy('before')),
    tau: kendallTau(
      pairs.map(({ before }) => before),
      pairs.map(({ after }) => after),
    ),
  };
}
