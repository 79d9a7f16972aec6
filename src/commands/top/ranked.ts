import type { TopKind } from '../../definitions/top-choices.ts';
import type { Sources } from '../../graph/sources.ts';
import type { ModelFacts } from '../../snapshot/read/read-models.ts';

/** What is ranked, and what is known of each. */
export interface Ranked {
  kind: TopKind;
  /** The figure that they are ranked by, by number; 0 out of scope. */
  values: Int32Array | Float64Array;
  /** Uses of all in scope. */
  total: number;
  ghostUses: number | null;
  users: Sources;
  /** The owner of each model. */
  sourceOwners: Int32Array;
  ownerOf: (number: number) => number;
  facts: (numbers: readonly number[]) => Promise<Map<number, ModelFacts>>;
  /** Null for datasets. */
  toLineage: ((number: number) => { relations: number[]; descendants: number }) | null;
}
