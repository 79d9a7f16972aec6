import { toPace } from '../async.ts';
import { usageError } from '../errors.ts';
import { type AuditOptions, type AuditRow, auditRows, findBadCell } from '../statistics/audit/audit-rows.ts';
import type { AuditInput } from '../statistics/audit/claim.ts';
import { readTables } from './audit/read-tables.ts';
import { defaults } from './defaults.ts';
import { type RunOptions, withAbort } from './run-options.ts';

/** What is audited, and how its figures are read. */
export interface AuditRequest {
  /** CSV files with the columns mean and sd; the study's poster where none is given. */
  files?: readonly string[];
  /** The rows themselves, instead of files. */
  rows?: readonly AuditInput[];
  /** Whole numbers of at least min (`counts`, where it is not given), or real ones. */
  numbers?: AuditOptions['numbers'];
  /** How figures were printed; `either` where it is not given. */
  rounding?: AuditOptions['rounding'];
  /** Whether deviations are of a sample (n−1, where it is not given) or of a population (n). */
  sd?: AuditOptions['sd'];
}

/** A verdict on each row. */
export interface AuditDocument {
  rows: AuditRow[];
}

/**
 * Can these published means and standard deviations be true?
 * @throws HfreuseError (exit 2) for a cell that is not a number, (exit 1) for a file that cannot be read; AbortError
 */
export async function audit(request: AuditRequest = {}, { signal }: RunOptions = {}): Promise<AuditDocument> {
  const { numbers = 'counts', rounding = defaults.rounding, sd = defaults.deviation } = request;
  const inputs = request.rows ?? (await readTables(request.files ?? []));
  const bad = findBadCell(inputs);
  if (bad !== null) {
    throw usageError(
      `row ${bad.row + 1}: ${bad.column} is not a number in printed form: ${JSON.stringify(bad.text)}`,
    );
  }
  const rows = await withAbort(signal, () => auditRows(inputs, { numbers, rounding, sd }, toPace(signal)));
  return { rows };
}
