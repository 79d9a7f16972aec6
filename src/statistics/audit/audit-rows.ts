import { auditReal } from './audit-real.ts';
import { auditWhole } from './audit-whole.ts';
import type { AuditInput } from './claim.ts';
import { parseDecimal } from './decimal.ts';
import { duplicateDeviations } from './duplicate-deviations.ts';
import { explainDuplicate, type Reason } from './explain.ts';
import type { Rounding } from './interval.ts';

/** How the figures are read. */
export interface AuditOptions {
  /** Whole numbers ≥ min (0 where not given), or real numbers. */
  numbers: 'counts' | 'real';
  rounding: Rounding;
}

/** What the audit says of one row. */
export interface AuditRow {
  labels: Record<string, string>;
  mean: string;
  /** Null where none is printed. */
  sd: string | null;
  n: number | null;
  /**
   * `possible`: n such numbers exist whose mean and deviation are printed so; `suspicious`: possible alone, but the
   * deviation stands in another cell too.
   */
  verdict: 'possible' | 'impossible' | 'suspicious';
  /** Every test that speaks against the row. */
  reasons: Reason[];
  /** The least n ≥ 2 that fits, where n is not given and some n does. */
  smallestN: number | null;
}

/**
 * Can these means and standard deviations (sample, n−1) be true? Decided in exact arithmetic on the printed text.
 * Rows of several tables are one table; rows with the same labels are the same cell.
 * @throws RangeError for a cell that `findBadCell` would name
 */
export function auditRows(rows: readonly AuditInput[], options: AuditOptions): AuditRow[] {
  const { partners, expected } = duplicateDeviations(rows);
  const auditRow = options.numbers === 'real' ? auditReal : auditWhole;
  return rows.map((input, row) => {
    const { reasons, smallestN } = auditRow(input, options.rounding);
    const impossible = reasons.length > 0;
    const same = partners.get(row) ?? [];
    if (same.length > 0) reasons.push({ test: 'duplicate-sd', says: explainDuplicate(rows, same, expected) });
    return {
      labels: input.labels,
      mean: input.mean,
      sd: input.sd.trim() === '' ? null : input.sd,
      n: input.n,
      verdict: impossible ? 'impossible' : same.length > 0 ? 'suspicious' : 'possible',
      reasons,
      smallestN: smallestN === null ? null : Number(smallestN),
    };
  });
}

/** The first cell that cannot be audited: a figure that is no decimal number, or an n that is no whole number ≥ 1. */
export function findBadCell(
  rows: readonly AuditInput[],
): { row: number; column: string; text: string } | null {
  for (const [row, input] of rows.entries()) {
    if (parseDecimal(input.mean) === null) return { row, column: 'mean', text: input.mean };
    for (const column of ['sd', 'min', 'max'] as const) {
      const text = input[column];
      if (text.trim() !== '' && parseDecimal(text) === null) return { row, column, text };
    }
    if (input.n !== null && !(Number.isSafeInteger(input.n) && input.n >= 1)) {
      return { row, column: 'n', text: String(input.n) };
    }
  }
  return null;
}
