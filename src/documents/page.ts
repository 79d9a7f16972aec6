import type { Column } from './column.ts';

/** One fact above the tables, not yet made safe. */
export interface Fact {
  label: string;
  text: string;
}

/** A table for readers, with what is to be said beneath it. */
export interface Section {
  /** '' where the table needs none. */
  title: string;
  columns: readonly Column[];
  rows: readonly object[];
  notes: readonly string[];
}

/** A document as any format can show it: plain data, no text of it made safe yet. */
export interface Page {
  /** '' where there is none. */
  title: string;
  facts: readonly Fact[];
  warnings: readonly string[];
  /** What is said where there is no table. */
  none: string;
  sections: readonly Section[];
  /** What CSV and TSV hold: one table. */
  table: { columns: readonly Column[]; rows: readonly object[] };
  /** What JSON holds. */
  json: unknown;
}
