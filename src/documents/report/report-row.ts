import type { MeasureName, Population, Protocol, Question } from '../../definitions/protocols.ts';
import type { Scope } from '../../definitions/scope.ts';
import type { Diversity } from '../../statistics/diversity.ts';
import type { Figures } from '../../statistics/figures.ts';
import type { Requested } from '../../statistics/on-request.ts';
import type { ComparisonRow } from '../comparison/comparison-table.ts';
import type { CoverageEntry } from '../coverage.ts';
import type { Grid } from '../grid/grid.ts';
import type { DocumentRequest } from '../request.ts';
import type { SummaryEntry } from '../summary.ts';

/**
 * One row of a report, in the words and order of docs/columns.md. Undefined numbers are null, never 0 and never NaN.
 */
export interface ReportRow extends Figures, Diversity, Requested {
  /** Of a history (--every): the slice, of repos created before this moment. */
  before?: string;
  question: Question;
  measure: MeasureName;
  modality: string;
  task: string;
  /** The headline population. */
  population: Population;
  /** Whose value is the largest: a repo's id or an owner; of several the first by id. Null where none is above 0. */
  maxId: string | null;
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
    /** When the last update began; null before the first. */
    updatedAt: string | null;
    /** How many updates there were since it was complete. */
    updates: number;
    /** Whether listed downloads are of several days; null where that was not checked. */
    mixedDownloads: boolean | null;
  };
  protocol: Protocol;
  /** What was asked for, defaults filled in. */
  request: DocumentRequest;
  definitions: Record<string, string>;
  warnings: string[];
  /** What it comes to, in a sentence for each question, measure and modality. */
  summary: SummaryEntry[];
  /** How much of what is declared the rows hold. */
  coverage: CoverageEntry[];
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
  /** What it comes to, in one sentence. */
  says: string;
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
