import type { TopKind } from '../../definitions/top-choices.ts';
import type { Sources } from '../../graph/sources.ts';
import type { FactsOf } from '../../snapshot/read/read-models.ts';

/** What is ranked, and what is known of each. */
export interface Ranked {
  kind: TopKind;
  /** The figure that they are ranked by, by number; 0 out of scope. */
  values: Int32Array | Float64Array;
  /** Uses of all in scope. */
  total: number;
  ghostUses: number | null;
  /** What is known of some by the edges to them, each at its place in the list. */
  describe: (numbers: readonly number[]) => Described;
  /** The owner of each model. */
  sourceOwners: Int32Array;
  /** How many owners there are. */
  owners: number;
  ownerOf: (number: number) => number;
  facts: (numbers: readonly number[]) => Promise<FactsOf>;
}

export interface Described {
  /** The models that use each. */
  users: Sources;
  /** Null for datasets. */
  lines: Line[] | null;
}

/** How a model, or all of an owner's, is derived from. */
export interface Line {
  /** By relation, in their order. */
  relations: number[];
  descendants: number;
}
