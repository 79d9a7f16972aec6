import type { ReportRow } from '../../src/documents/report/report-row.ts';

/** Greatest accepted difference, relative to the greater of the two numbers. */
const tolerance = 1e-9;
/** Below this, rounding noise around zero. */
const floor = 1e-12;

const keyOf = (row: ReportRow): string => `${row.question} ${row.measure} ${row.modality} ${row.task}`;

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  // A report has neither NaN nor infinities: they never pass.
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(a - b);
  return difference <= floor || difference <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** The cells of two rows of the same key that differ; null is not a number. */
function differingCells(ours: ReportRow, oracle: ReportRow): string[] {
  const left = new Map<string, unknown>(Object.entries(ours));
  return Object.entries(oracle)
    .filter(([field, value]) => !left.has(field) || !isSame(left.get(field), value))
    .map(
      ([field, value]) => `${keyOf(oracle)}: ${field} is ${String(left.get(field))}, oracle ${String(value)}`,
    );
}

/** Keys that a list holds more than once. */
const repeatedKeys = (rows: readonly ReportRow[]): string[] => {
  const keys = rows.map(keyOf);
  return keys.filter((key, at) => keys.indexOf(key) !== at);
};

/**
 * Every difference between the product's rows and the oracle's, one line each; empty when there is none. Fields that
 * only the product has are later additions and pass. The order counts too, once the rows are the same.
 */
export function rowDifferences(ours: readonly ReportRow[], oracle: readonly ReportRow[]): string[] {
  const oursByKey = new Map(ours.map((row) => [keyOf(row), row]));
  const oracleKeys = new Set(oracle.map(keyOf));
  const lines = [
    ...repeatedKeys(ours).map((key) => `${key}: stands there more than once`),
    ...ours.filter((row) => !oracleKeys.has(keyOf(row))).map((row) => `${keyOf(row)}: extra row, n ${row.n}`),
    ...oracle.flatMap((row) => {
      const our = oursByKey.get(keyOf(row));
      return our === undefined ? [`${keyOf(row)}: missing row, n ${row.n}`] : differingCells(our, row);
    }),
  ];
  if (lines.length > 0) return lines;
  const misplaced = ours.findIndex((row, at) => oracle[at] === undefined || keyOf(oracle[at]) !== keyOf(row));
  const there = oracle[misplaced];
  return there === undefined
    ? []
    : [`row ${misplaced + 1} is ${keyOf(ours[misplaced] ?? there)}, oracle ${keyOf(there)}`];
}

/** Throws with every difference (the first 50) unless both give the same rows in the same order. */
export function compareRows(ours: readonly ReportRow[], oracle: readonly ReportRow[]): void {
  const lines = rowDifferences(ours, oracle);
  if (lines.length === 0) return;
  const more = lines.length > 50 ? [`… and ${lines.length - 50} more`] : [];
  throw new Error([`${lines.length} differences`, ...lines.slice(0, 50), ...more].join('\n'));
}
