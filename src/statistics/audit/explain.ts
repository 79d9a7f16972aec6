import { formatWhole } from '../../count-words.ts';
import type { Ratio } from './bounds.ts';
import type { AuditInput, Reading } from './claim.ts';
import type { Partners } from './duplicate-deviations.ts';

/** The tests that a row can fail. */
export const auditTests = ['count-bound', 'grim', 'grimmer', 'range', 'duplicate-sd'] as const;

/** A test that a row fails, in plain words. */
export interface Reason {
  test: (typeof auditTests)[number];
  says: string;
}

/** What one row alone shows: reasons, and the least n that fits. */
export interface Finding {
  reasons: Reason[];
  smallestN: bigint | null;
}

/** `34 whole numbers from 0 to 7`, `whole numbers from 0`, `real numbers`. */
export function numbersOf({ n, min, max }: AuditInput, kind: 'whole' | 'real'): string {
  const least = min.trim() === '' ? (kind === 'whole' ? '0' : '') : min.trim();
  const many = n === null ? '' : `${formatWhole(n)} `;
  const noun = n === 1 ? 'number' : 'numbers';
  const from = least === '' ? '' : ` from ${least}`;
  const to = max.trim() === '' ? '' : least === '' ? ` up to ${max.trim()}` : ` to ${max.trim()}`;
  return `${many}${kind} ${noun}${from}${to}`;
}

/** What a deviation divides by, in words: `sample standard deviation (n−1)`. */
export const deviationOf = ({ sd }: Reading): string =>
  sd === 'sample' ? 'sample standard deviation (n−1)' : 'population standard deviation (n)';

export const singleNumber = 'a single number has no standard deviation, or one of 0';

/** The square root of a ratio, with at least four decimals and one more than the printed figure has. */
export function formatRoot({ over, under }: Ratio, printed: string): string {
  const decimals = Math.max(4, (/\.(\d*)/.exec(printed)?.[1]?.length ?? 0) + 1);
  return Math.sqrt(Number(over) / Number(under)).toFixed(Math.min(20, decimals));
}

/** A mean of n numbers with this sum, with the sum. */
export function formatMean(sum: bigint, n: bigint, shift: bigint, printed: string): string {
  const decimals = (/\.(\d*)/.exec(printed)?.[1]?.length ?? 0) + 2;
  const total = sum + shift * n;
  return `${(Number(total) / Number(n)).toFixed(Math.min(20, decimals))} (${total}/${n})`;
}

/** The sentence about a deviation that other cells have too. */
export function explainDuplicate(
  rows: readonly AuditInput[],
  { first, count }: Partners,
  expected: number,
): string {
  const shown = first.flatMap((row) => rows.slice(row, row + 1).map((input) => rowName(input, row)));
  const more = count > first.length ? ` and of ${formatWhole(count - first.length)} more` : '';
  const chance = expected < 1e-6 ? 'fewer than 0.000001' : expected.toPrecision(2);
  return `the same deviation is that of ${shown.join(', of ')}${more}, with a different mean; chance alone would give ${chance} such pairs in this table`;
}

function rowName(input: AuditInput, row: number): string {
  const labels = Object.values(input.labels).filter((label) => label !== '');
  const name = labels.length > 0 ? labels.join(' ') : `row ${row + 1}`;
  return `${name} (mean ${input.mean.trim()}, sd ${input.sd.trim()})`;
}
