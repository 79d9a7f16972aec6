import type { Column } from './column.ts';

/** How often each value of a measure occurs in a task; zeros are in a row of their own. */
export interface SpreadRow {
  task: string;
  value: number;
  members: number;
}

/** The mean of a task, with its interval where one was computed. */
export interface MeanRow {
  task: string;
  mean: number;
  low: number | null;
  high: number | null;
}

/** A point of a line: `rank` members have at least this value. `line` names what was observed or fitted. */
export interface RankRow {
  task: string;
  line: 'observed' | 'power law' | 'lognormal' | 'exponential';
  rank: number;
  value: number;
}

/** A point of a Lorenz curve. */
export interface LorenzRow {
  task: string;
  population: 'n all' | 'n>0';
  members: number;
  total: number;
}

/** A published mean, and what the audit finds. */
export interface VerdictRow {
  /** Unique in its figure. */
  label: string;
  mean: number;
  verdict: 'possible' | 'suspicious' | 'impossible';
}

/** One figure of a task, counted in one way. */
export interface ConcentrationRow {
  task: string;
  figure: string;
  by: string;
  /** 0–1. */
  value: number;
}

/** One side of a comparison. */
export interface PairRow {
  label: string;
  side: string;
  value: number;
  /** What the audit has against the figure; null if nothing. */
  mark: 'impossible' | 'suspicious' | null;
}

/** What becomes of an order of tasks under one choice. */
export interface SurvivorRow {
  measure: string;
  setting: string;
  tau: number;
  sameTop: boolean;
}

/** A part of a whole. */
export interface PartRow {
  whole: string;
  part: string;
  count: number;
}

/** A named thing and how much it is used. */
export interface BarRow {
  id: string;
  value: number;
  share: number;
  ghost: boolean;
}

/** A cell of a matrix. */
export interface CellRow {
  from: string;
  to: string;
  value: number;
}

/** A value at a moment. */
export interface LineRow {
  task: string;
  /** YYYY-MM-DD. */
  date: string;
  value: number;
}

/** How many models have a value: none of them 0, for the axes are logarithmic. */
export interface CountRow {
  value: number;
  models: number;
}

/** The quartiles of a task. */
export interface QuartileRow {
  task: string;
  q1: number;
  median: number;
  q3: number;
}

interface Rows {
  spread: SpreadRow;
  means: MeanRow;
  ranks: RankRow;
  lorenz: LorenzRow;
  concentration: ConcentrationRow;
  pairs: PairRow;
  survivors: SurvivorRow;
  parts: PartRow;
  bars: BarRow;
  matrix: CellRow;
  lines: LineRow;
  verdicts: VerdictRow;
  counts: CountRow;
  quartiles: QuartileRow;
}

export type FigureKind = keyof Rows;

/** A picture of some rows, as plain data: the rows are all that it shows. */
export type Figure = {
  [Kind in FigureKind]: {
    kind: Kind;
    /** Unique on a page; the name of its file. Letters, digits and dashes. */
    id: string;
    title: string;
    /** What it and its neighbours on a page are of; none where all figures of the page are of one thing. */
    heading?: string;
    /** One or two sentences for those who do not see it, and for its caption. */
    description: string;
    /** What the values count, such as `models`. */
    unit: string;
    columns: readonly Column[];
    rows: readonly Rows[Kind][];
  };
}[FigureKind];

/** A figure of one kind. */
export type FigureOf<Kind extends FigureKind> = Extract<Figure, { kind: Kind }>;

/** The columns of bars. @param uses what their length counts */
export const barColumns = (uses: string): Column[] => [
  { key: 'id', heading: 'id', kind: 'text' },
  { key: 'value', heading: uses, kind: 'count' },
  { key: 'share', heading: 'share', kind: 'share' },
  { key: 'ghost', heading: 'ghost', kind: 'text' },
];
