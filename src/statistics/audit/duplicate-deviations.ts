import type { AuditInput } from './claim.ts';
import { type Decimal, parseDecimal, powerOfTen, significantDigits } from './decimal.ts';
import { groupBy } from './group-by.ts';

/** The other cells in which a deviation stands again. */
export interface Duplicates {
  /** Per row that has any: the rows with the same deviation and another mean. */
  partners: Map<number, number[]>;
  /** How many such pairs chance alone would bring in this table. */
  expected: number;
}

/** Above this expectation a repeated deviation says nothing. */
const mostExpected = 0.05;

/** One row whose deviation has enough digits. */
interface Cell {
  row: number;
  /** The labels as one text: rows with the same labels are the same cell. */
  key: string;
  mean: Decimal;
  sd: Decimal;
  size: number;
}

/**
 * Deviations of four or more significant digits that stand in two cells with different means, figures of different
 * precision compared at the coarser one, cut off or rounded. Two cells that measured different things share so many
 * digits hardly ever; a copied cell does.
 *
 * `expected` counts what chance would bring if every deviation could as well be any other number within a factor of two
 * of it: a pair within that factor agrees with probability w/(1.5·sd), w being the worth of the last digit compared
 * (1.5 of it where the precisions differ, since the finer one may be cut off or rounded to it). Above 0.05 nothing is
 * reported.
 */
export function duplicateDeviations(rows: readonly AuditInput[]): Duplicates {
  const cells = rows.flatMap((input, row) => toCell(input, row) ?? []);
  const expected = expectedPairs(cells);
  const partners = new Map<number, number[]>();
  if (expected > mostExpected) return { partners, expected };
  const add = (row: number, other: number) => {
    const others = partners.get(row);
    if (others === undefined) partners.set(row, [other]);
    else others.push(other);
  };
  for (const [a, b] of pairs(cells)) {
    add(a, b);
    add(b, a);
  }
  for (const others of partners.values()) others.sort((a, b) => a - b);
  return { partners, expected };
}

function toCell({ labels, mean, sd }: AuditInput, row: number): Cell | null {
  const deviation = parseDecimal(sd);
  const average = parseDecimal(mean);
  if (deviation === null || average === null || deviation.units <= 0n) return null;
  if (significantDigits(deviation) < 4) return null;
  const names = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = names.length === 0 ? `row ${row}` : JSON.stringify(names);
  return { row, key, mean: average, sd: deviation, size: Number(deviation.units) * 10 ** deviation.exponent };
}

/** The pairs of different cells whose deviations agree and whose means do not. */
function* pairs(cells: readonly Cell[]): Generator<[number, number]> {
  const byText = groupBy(cells, ({ sd }) => `${sd.units}e${sd.exponent}`);
  const exponents = [...new Set(cells.map(({ sd }) => sd.exponent))];
  for (const cell of cells) {
    for (const exponent of exponents.filter((other) => other >= cell.sd.exponent)) {
      for (const units of coarser(cell.sd, exponent)) {
        if (significantDigits({ units, exponent }) < 4) continue;
        for (const other of byText.get(`${units}e${exponent}`) ?? []) {
          const once = exponent > cell.sd.exponent || other.row > cell.row;
          if (once && other.key !== cell.key && !agree(cell.mean, other.mean)) yield [cell.row, other.row];
        }
      }
    }
  }
}

/** What a number may be printed as when its last digit is to be worth 10^exponent: cut off, and rounded. */
function coarser({ units, exponent: fine }: Decimal, exponent: number): bigint[] {
  const worth = powerOfTen(exponent - fine);
  const cut = units / worth;
  const rest = units - cut * worth;
  return worth > 1n && 2n * (rest < 0n ? -rest : rest) >= worth
    ? [cut, cut + (units < 0n ? -1n : 1n)]
    : [cut];
}

function agree(a: Decimal, b: Decimal): boolean {
  const [fine, coarse] = a.exponent <= b.exponent ? [a, b] : [b, a];
  return coarser(fine, coarse.exponent).includes(coarse.units);
}

/** All pairs, less those within one cell. */
function expectedPairs(cells: readonly Cell[]): number {
  let sum = pairsOf(cells);
  for (const same of groupBy(cells, ({ key }) => key).values()) if (same.length > 1) sum -= pairsOf(same);
  return Math.max(0, sum);
}

/** The pairs that chance would bring among some rows. */
function pairsOf(cells: readonly Cell[]): number {
  const groups = [...groupBy(cells, ({ sd }) => sd.exponent)].map(([exponent, members]) => ({
    exponent,
    sizes: Float64Array.from(members, ({ size }) => size).sort(),
  }));
  let sum = 0;
  for (const { sd, size } of cells) {
    // Compared at this row's precision: with those as coarse (each pair is met twice) and with those finer.
    for (const { exponent, sizes } of groups) {
      if (exponent > sd.exponent) continue;
      const near = countBelow(sizes, 2 * size) - countBelow(sizes, size / 2);
      const chance = 10 ** sd.exponent / (1.5 * size);
      sum += exponent === sd.exponent ? ((near - 1) * chance) / 2 : near * 1.5 * chance;
    }
  }
  return sum;
}

/** How many of the ascending numbers are below a limit. */
function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
