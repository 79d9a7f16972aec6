import { type Pace, toPace } from '../../async.ts';
import { formatWhole } from '../../count-words.ts';
import { auditReal } from './audit-real.ts';
import { auditWhole } from './audit-whole.ts';
import type { AuditInput, Reading } from './claim.ts';
import { parseDecimal } from './decimal.ts';
import { duplicateDeviations } from './duplicate-deviations.ts';
import { explainDuplicate, type Finding, type Reason } from './explain.ts';
import { mostSteps, runSearch } from './search.ts';

/** How the figures are read. */
export interface AuditMethod {
  /** Whole numbers ≥ min (0 where not given), or real numbers. */
  numbers: 'counts' | 'real';
  rounding: Reading['rounding'];
  /** Whether deviations are of a sample (n−1) or of a population (n); `either`: whichever can be true. */
  sd: Reading['sd'] | 'either';
}

/** The audit of one row. */
export interface AuditRow {
  labels: Record<string, string>;
  mean: string;
  /** Null where none is printed. */
  sd: string | null;
  n: number | null;
  /**
   * `possible`: n such numbers exist whose mean and deviation are printed so; `suspicious`: possible alone, but the
   * deviation is in another cell too.
   */
  verdict: 'possible' | 'impossible' | 'suspicious';
  /** Every test that the row fails. */
  reasons: Reason[];
  /** The least n ≥ 2 that fits, where n is not given and some n does. */
  smallestN: number | null;
  /** What was not decided, where something was not. */
  note?: string;
}

/** Steps that one row costs at least. */
const rowSteps = 100;

/**
 * Can these means and standard deviations be true? Decided in exact arithmetic on the printed text, each row within
 * {@link mostSteps}: what that leaves open is possible, for an accusation needs a proof.
 * Rows of several tables are one table; rows with the same labels are the same cell.
 * @throws RangeError for a cell that `findBadCell` would name; what the pace throws
 */
export async function auditRows(
  rows: readonly AuditInput[],
  options: AuditMethod,
  pace: Pace = toPace(),
): Promise<AuditRow[]> {
  const findings: (Finding | null)[] = [];
  for (const input of rows) {
    await pace(rowSteps);
    findings.push(await auditRow(input, options, pace));
  }
  const sizes = findings.map((finding) => finding?.smallestN ?? null);
  const { partners, expected } = await duplicateDeviations(rows, { ...options, sizes }, pace);
  return rows.map((input, row) => {
    const { reasons, smallestN } = findings[row] ?? { reasons: [], smallestN: null };
    const same = partners.get(row);
    const doubled =
      same === undefined
        ? []
        : [{ test: 'duplicate-sd' as const, says: explainDuplicate(rows, same, expected) }];
    return {
      labels: input.labels,
      mean: input.mean,
      sd: input.sd.trim() === '' ? null : input.sd,
      n: input.n,
      verdict: reasons.length > 0 ? 'impossible' : same !== undefined ? 'suspicious' : 'possible',
      reasons: [...reasons, ...doubled],
      smallestN: smallestN === null ? null : Number(smallestN),
      ...(findings[row] === null && { note: explainUndecided(input) }),
    };
  });
}

/** What one row alone comes to; null where that is not decided. */
async function auditRow(
  input: AuditInput,
  { numbers, rounding, sd }: AuditMethod,
  pace: Pace,
): Promise<Finding | null> {
  const search = numbers === 'real' ? auditReal : auditWhole;
  const kinds = sd === 'either' ? (['sample', 'population'] as const) : [sd];
  const found: Finding[] = [];
  for (const kind of kinds) {
    const finding = await runSearch(search(input, { rounding, sd: kind }), pace);
    if (finding !== null) found.push(finding);
  }
  const fitting = found.filter(({ reasons }) => reasons.length === 0);
  const [first] = fitting.sort((a, b) => Number((a.smallestN ?? 0n) - (b.smallestN ?? 0n)));
  if (first !== undefined) return first;
  if (found.length < kinds.length) return null;
  // A conclusion of both is given once.
  const reasons = new Map(found.flatMap(({ reasons }) => reasons).map((reason) => [reason.says, reason]));
  return { reasons: [...reasons.values()], smallestN: null };
}

const explainUndecided = ({ n }: AuditInput): string =>
  `${n === null ? 'the smallest n is not found' : 'not decided'} within ${formatWhole(mostSteps)} steps`;

/**
 * The first cell that cannot be audited: a figure that is not a decimal number, or an n that is not a whole number ≥ 1.
 */
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
