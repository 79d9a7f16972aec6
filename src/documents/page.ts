import type { Column } from './column.ts';
import type { Figure } from './figure.ts';

/** One fact above the tables, not yet made safe. */
export interface Fact {
  label: string;
  text: string;
  /** Whether it defines what is counted; all else tells where the numbers are from. */
  isDefinition?: boolean;
}

/** A table for readers, with the notes beneath it. */
export interface Section {
  /** '' where the table needs none. */
  title: string;
  columns: readonly Column[];
  rows: readonly object[];
  notes: readonly string[];
  /** Rows that begin a group of their own, by their place: a rule precedes each. */
  rules?: readonly number[];
  /** The id of the figure that stands above the table, in place of among the others. */
  figure?: string;
}

/** A document as any format can show it: plain data, no text of it made safe yet. */
export interface Page {
  /** '' where there is none. */
  title: string;
  /** What it comes to, in sentences: before everything else. */
  lead?: readonly string[];
  /** Facts and warnings come after the tables: what was found is read first. */
  detailsBelow?: boolean;
  /** Words of the tables, explained beneath them. */
  words?: readonly Fact[];
  facts: readonly Fact[];
  warnings: readonly string[];
  /** The sentence shown instead of tables when there are none. */
  none: string;
  sections: readonly Section[];
  /** Pictures of the same, for HTML and for files of their own. */
  figures?: readonly Figure[];
  /** What CSV and TSV hold: one table. */
  table: { columns: readonly Column[]; rows: readonly object[] };
  /** What JSON holds. */
  json: unknown;
  /** What is written beside a file of CSV or TSV, as JSON: all but the rows. */
  beside?: unknown;
}
