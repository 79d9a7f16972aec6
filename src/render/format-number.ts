/** What tables show for an undefined number. */
export const noNumber = '–';

/** How a number is written: unrounded (null), or with this many decimals. */
export type Decimals = number | null;

/** Decimals of a table, where nothing else is asked for. */
export const tableDecimals = 4;

/**
 * A number as text; null if it does not exist (null, undefined, NaN, infinite).
 * @param kind whole counts are written without decimals, regardless of `decimals`
 * @param decimals null: the shortest text that reads back as the same number
 */
export function formatNumber(
  value: unknown,
  kind: 'count' | 'number' | 'share',
  decimals: Decimals,
): string | null {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  if (decimals === null || (kind === 'count' && Number.isInteger(value))) return String(value);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
