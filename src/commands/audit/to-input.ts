import { usageError } from '../../errors.ts';
import { findBadCell } from '../../statistics/audit/audit-rows.ts';
import type { AuditInput } from '../../statistics/audit/claim.ts';
import type { FigureName } from './figure-columns.ts';

/** The most characters of a figure: the squares of longer ones would take their time. */
const longest = 60;

/**
 * One row of a table; null for one of n = 0, which has nothing to audit.
 * @param where what messages call the row
 * @throws HfreuseError (exit 2) for a cell that cannot be audited
 */
export function toInput(
  { mean, sd, n, min, max }: Record<FigureName, string>,
  labels: Record<string, string>,
  where: string,
): AuditInput | null {
  // Programs that have a column with gaps write 12.0 for 12.
  const whole = n.replace(/\.0*$/, '');
  if (whole !== '' && !/^\d{1,15}$/.test(whole)) {
    throw usageError(`${where}: n must be a whole number of 1 or more, not ${JSON.stringify(n)}`);
  }
  if (whole !== '' && Number(whole) === 0) return null;
  const input = { labels, mean, sd, n: whole === '' ? null : Number(whole), min, max };
  const bad = findBadCell([input]);
  if (bad !== null) {
    throw usageError(`${where}: ${bad.column} is not a number in printed form: ${JSON.stringify(bad.text)}`);
  }
  for (const column of ['mean', 'sd', 'min', 'max'] as const)
    refuseExtreme(input[column], `${where}: ${column}`);
  return input;
}

function refuseExtreme(text: string, what: string): void {
  const size = Math.abs(Number(text.replace('−', '-')));
  const shown = JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
  // The squares of larger ones leave the range of a double, in which the reasons are written.
  if (size >= 1e60) throw usageError(`${what} is too large to be audited: ${shown}`);
  const power = Number(/e([+-]?\d+)$/i.exec(text)?.[1] ?? 0);
  if (text.length > longest || power < -longest) {
    throw usageError(`${what} has too many digits to be audited: ${shown}`);
  }
}
