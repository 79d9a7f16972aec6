import { entropy } from './entropy.ts';
import type { Frequencies } from './frequencies.ts';
import { rarefy } from './rarefaction.ts';
import { sampleCoverage } from './sample-coverage.ts';

/** Tasks with fewer declaring models do not set the size for the others: it would be too small. */
export const leastModels = 30;

/** The figures of diversity, which need to know who uses what; null where nothing is used. */
export interface Diversity {
  /** Distinct datasets that the task's models declare: ghosts in, malformed names out. */
  distinct: number | null;
  effectiveDistinct: number | null;
  /** Both at m declaring models, the number of the smallest task with at least 30 or one that was asked for; null below it. */
  distinctRarefied: number | null;
  effectiveDistinctRarefied: number | null;
  /** That m; null where neither is there. */
  rarefiedTo: number | null;
  /** The share of all uses that the datasets seen stand for. */
  sampleCoverage: number | null;
}

/** No figures: what a row without uses has. */
export const noDiversity: Diversity = {
  distinct: null,
  effectiveDistinct: null,
  distinctRarefied: null,
  effectiveDistinctRarefied: null,
  rarefiedTo: null,
  sampleCoverage: null,
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
    rarefiedTo: rarefied === null ? null : size,
    sampleCoverage: sampleCoverage(uses, models),
  };
}
