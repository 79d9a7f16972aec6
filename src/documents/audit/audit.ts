import type { AuditMethod, AuditRow } from '../../statistics/audit/audit-rows.ts';

/** The columns that were taken from a table, by the figures that they are; only mean and sd have to be there. */
export interface TakenColumns {
  mean: string;
  sd: string;
  n?: string;
  min?: string;
  max?: string;
}

/** A verdict on each row. */
export interface AuditDocument {
  /** How the figures were read, defaults filled in. */
  request: AuditMethod;
  /** Of what numbers the figures are held to be, in words. */
  assumption: string;
  /** The columns that were taken, of each table that was read. */
  columns: ({ table: string } & TakenColumns)[];
  /** The other columns, which name the rows. */
  labels: string[];
  warnings: string[];
  rows: AuditRow[];
}
