import type { MeasureName, Question } from '../../definitions/protocols.ts';
import type { Figures } from '../../statistics/figures.ts';
import type { ReportDocument } from '../report/report-row.ts';
import type { DocumentRequest } from '../request.ts';

/** What a row of both reports has, new less old; null where a figure is not defined on both sides. */
export type FigureChange = { [Name in keyof Figures]: number | null };

/** One row of a report, before and after. */
export interface DiffRow {
  question: Question;
  measure: MeasureName;
  modality: string;
  task: string;
  /** Null where the snapshot has no such row. */
  old: Figures | null;
  new: Figures | null;
  change: FigureChange | null;
}

/** Repos of one kind, matched by their `_id`. */
export interface RepoChanges {
  came: number;
  went: number;
  renamed: number;
}

/** How far the most used are the same. */
export interface Turnover {
  kind: 'datasets' | 'models';
  /** How many the most used are. */
  n: number;
  /** How many are in both. */
  kept: number;
  /** Those in both over those in either; null where there is none. */
  jaccard: number | null;
  /** Those in both over the fewer of the two; null where one side has none. */
  overlap: number | null;
  /** Repo ids as the new snapshot has them, most used first. */
  entered: string[];
  /** As the old one has them. */
  left: string[];
}

/** The whole of `diff --format json`. */
export interface DiffDocument extends Pick<ReportDocument, 'schemaVersion' | 'generator' | 'warnings'> {
  protocol: ReportDocument['protocol'];
  request: DocumentRequest;
  old: ReportDocument['snapshot'];
  new: ReportDocument['snapshot'];
  /** Of protocol, scope, limit or completeness: what makes the two no fair comparison. */
  differences: string[];
  /** What it comes to, a sentence each. */
  summary: { says: string }[];
  rows: DiffRow[];
  repos: Record<'models' | 'datasets', RepoChanges>;
  turnover: Turnover[];
}
