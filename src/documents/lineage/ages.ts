import type { LineageHead } from './lineage.ts';

/** How old bases are when models of a task derive from them. */
export interface AgeRow {
  /** Of the derived models; null: those without a task. */
  task: string | null;
  /** Pairs of a derived model and a base, both in the snapshot and dated. */
  pairs: number;
  /** Days. */
  q1: number | null;
  median: number | null;
  q3: number | null;
}

/** Where the bases of a year's derived models are from: shares of the year's pairs. */
export interface AgeYear {
  year: number;
  pairs: number;
  sameYear: number;
  yearBefore: number;
  older: number;
  /** Bases created in a later year: named after the fact, or created again under their name. */
  later: number;
}

/** The whole of `lineage --ages`. */
export interface AgesDocument extends LineageHead {
  /** Base-model edges. */
  edges: number;
  /** Of these, those with an end that is not in the snapshot or has no date. */
  undated: number;
  rows: AgeRow[];
  years: AgeYear[];
}
