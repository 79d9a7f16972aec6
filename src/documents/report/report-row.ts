import type { Tail } from '../../statistics/tail/fit-tail.ts';
import type { ComparisonRow } from '../comparison/comparison.ts';
import type { Grid } from '../grid/grid.ts';

/** One row of a report, in the contract's words and order. Undefined numbers are null, never 0 and never NaN. */
export interface ReportRow {
  question: 'RQ1' | 'RQ2' | 'RQ3';
  measure: 'datasets-per-model' | 'models-per-dataset' | 'derivatives-per-model' | 'bases-per-model';
  modality: string;
  task: string;
  /** The headline population: all members, or those whose value is at least 1. */
  population: 'all' | 'nonzero';
  n: number;
  mean: number | null;
  sd: number | null;
  median: number | null;
  p90: number | null;
  max: number | null;
  nAll: number;
  meanAll: number | null;
  sdAll: number | null;
  nNonzero: number;
  meanNonzero: number | null;
  sdNonzero: number | null;
  zeroShare: number | null;
  total: number;
  gini: number | null;
  giniNonzero: number | null;
  hhi: number | null;
  effectiveNumber: number | null;
  entropy: number | null;
  top1Share: number | null;
  top10Share: number | null;
  top1PctShare: number | null;
  top10PctShare: number | null;
  /** The Gini times n/(n−1). */
  giniCorrected: number | null;
  evenness: number | null;
  membersForHalf: number | null;
  /** RQ1, current: datasets that the task's models declare, ghosts in, malformed out; null elsewhere. */
  distinct: number | null;
  effectiveDistinct: number | null;
  /** Both at the number of declaring models of the smallest task with at least 30; null below it. */
  distinctRarefied: number | null;
  effectiveDistinctRarefied: number | null;
  /** On request (--ci): 95 % percentile bootstrap intervals, [low, high]. */
  meanCi?: [number, number] | null;
  sdCi?: [number, number] | null;
  giniCi?: [number, number] | null;
  /** Why the intervals should not be trusted; null where nothing speaks against them. */
  ciWarning?: string | null;
  /** On request (--lorenz): points of the Lorenz curve, shares of members and of the total. */
  lorenz?: { members: number; total: number }[] | null;
  /** On request (--fit-tail): the fitted tail of the values ≥ 1. */
  tail?: Tail | null;
}

/** The whole of `report --format json`. */
export interface ReportDocument {
  schemaVersion: 1;
  generator: { name: 'hfreuse'; version: string };
  snapshot: {
    endpoint: string;
    protocol: string;
    scope: Scope;
    startedAt: string;
    finishedAt: string | null;
    complete: boolean;
    models: number;
    datasets: number;
    tasksPackage: string;
    /** crawl, dump or simulation. */
    source: string;
  };
  protocol: Protocol;
  definitions: Record<string, string>;
  warnings: string[];
  /** What following renames did; null where the protocol follows none. */
  renames: RenameEffect | null;
  rows: ReportRow[];
  /** On request (--compare). */
  comparison?: Comparison;
  /** On request (--grid). */
  grid?: Grid;
}

/** The study's published figures beside ours. */
export interface Comparison {
  /** The day of the study's data. */
  publishedOn: string;
  /** The definitions of protocol `current`; those of `study-2025` are the document's own. */
  definitions: Record<string, string>;
  rows: ComparisonRow[];
}

/** How many references reach a repo by its old name alone, and what that does to each RQ2 mean that it touches. */
export interface RenameEffect {
  datasetReferences: number;
  baseModelReferences: number;
  means: { task: string; without: number; with: number }[];
}

export type Protocol = 'current' | 'study-2025';

/** What a collection covers. */
export interface Scope {
  all: boolean;
  modalities: string[];
  tasks: string[];
  limited: boolean;
}
