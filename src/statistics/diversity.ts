import { entropy } from './entropy.ts';
import type { Frequencies } from './frequencies.ts';
import { rarefy } from './rarefaction.ts';

/** Tasks with fewer declaring models set no size for the others: too little can be said at it. */
export const leastModels = 30;

/** The figures of diversity, which need to know who uses what; null where nothing is used. */
export interface Diversity {
  /** Distinct datasets that the task's models declare: ghosts in, malformed names out. */
  distinct: number | null;
  effectiveDistinct: number | null;
  /** Both at the number of declaring models of the smallest task with at least 30; null below it. */
  distinctRarefied: number | null;
  effectiveDistinctRarefied: number | null;
}

/** No figures: what a row without uses has. */
export const noDiversity: Diversity = {
  distinct: null,
  effectiveDistinct: null,
  distinctRarefied: null,
  effectiveDistinctRarefied: null,
};

/**
 * The diversity of what a task's models use: the number of distinct datasets, the effective number (exp of the entropy
 * of their use), and both rarefied to an equal number of models.
 * @param uses the datasets used, by how many models use them
 * @param models how many models use at least one
 * @param size the number of models to rarefy to; null where no task is large enough
 */
export function diversity(uses: Frequencies, models: number, size: number | null): Diversity {
  const spread = entropy(uses);
  const rarefied = size === null ? null : rarefy(uses, models, size);
  return {
    distinct: uses.n,
    effectiveDistinct: spread === null ? null : Math.exp(spread),
    distinctRarefied: rarefied?.distinct ?? null,
    effectiveDistinctRarefied: rarefied?.effectiveDistinct ?? null,
  };
}
