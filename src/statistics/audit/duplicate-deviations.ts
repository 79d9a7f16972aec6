import type { Pace } from '../../async.ts';
import { groupBy } from '../../group-by.ts';
import type { AuditInput, Reading } from './claim.ts';
import { chooseCoarser, type Decimal, parseDecimal, powerOfTen, significantDigits } from './decimal.ts';
import { type DeviationCell, expectedPairs, mostExpected } from './expected-pairs.ts';
import { toLattice } from './lattice.ts';

/** The other rows with the deviation of one and another mean: the first few, and how many there are. */
export interface Partners {
  first: number[];
  count: number;
}

/** The other cells with the same deviation. */
export interface Duplicates {
  /** Per row that has any. */
  partners: Map<number, Partners>;
  /** How many such pairs chance alone would bring in this table. */
  expected: number;
}

/** How the rows were audited, and the least n that each can be true of. */
interface Audited {
  numbers: 'counts' | 'real';
  rounding: Reading['rounding'];
  sd: Reading['sd'] | 'either';
  sizes: readonly (bigint | null)[];
}

/** How many of the other rows are named. */
const mostShown = 3;

/** Fewer whole numbers have so few deviations that they are shared by chance. */
const leastSize = 100n;

/**
 * Deviations of four or more significant digits that two cells share with different means, figures of different
 * precision compared at the coarser one, cut off or rounded. Two cells that measured different things hardly ever
 * share that many digits; a copied cell does. No verdict where chance makes such pairs ({@link expectedPairs}), of
 * means that add up to a whole number or differ by one (a scale that is turned round or moved keeps its deviation), and
 * of few whole numbers whose n is not known.
 */
export async function duplicateDeviations(
  rows: readonly AuditInput[],
  audited: Audited,
  pace: Pace,
): Promise<Duplicates> {
  const cells = rows.flatMap((input, row) => toCell(input, row, audited) ?? []);
  const partners = new Map<number, Partners>();
  if ((await listPairs(cells, pace).next()).done === true) return { partners, expected: 0 };
  const expected = await expectedPairs(cells, pace);
  if (expected > mostExpected) return { partners, expected };
  for await (const [a, b] of listPairs(cells, pace)) {
    addPartner(partners, a, b);
    addPartner(partners, b, a);
  }
  return { partners, expected };
}

function addPartner(partners: Map<number, Partners>, row: number, other: number): void {
  const known = partners.get(row) ?? { first: [], count: 0 };
  const first = [...known.first, other].sort((a, b) => a - b).slice(0, mostShown);
  partners.set(row, { first, count: known.count + 1 });
}

function toCell(
  input: AuditInput,
  row: number,
  { numbers, rounding, sd: kind, sizes }: Audited,
): DeviationCell | null {
  const { labels, mean, sd, n } = input;
  const deviation = parseDecimal(sd);
  const average = parseDecimal(mean);
  if (deviation === null || average === null || deviation.units <= 0n) return null;
  if (significantDigits(deviation) < 4 || (n !== null && n < 2)) return null;
  const smallest = sizes[row] ?? null;
  if (numbers === 'counts' && n === null && smallest !== null && smallest < leastSize) return null;
  const names = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = names.length === 0 ? `row ${row}` : JSON.stringify(names);
  const reading = { rounding, sd: kind === 'either' ? ('sample' as const) : kind };
  const lattice = numbers === 'real' || n === null ? null : toLattice(input, n, reading);
  const size = Number(deviation.units) * 10 ** deviation.exponent;
  return { row, key, mean: average, sd: deviation, size, lattice };
}

/** The pairs of different cells whose deviations agree and whose means are neither the same nor mirrored. */
async function* listPairs(all: readonly DeviationCell[], pace: Pace): AsyncGenerator<[number, number]> {
  // A whole mean differs from any other, as far as it shows, by a whole number.
  const cells = all.filter(({ mean }) => mean.exponent < 0);
  const byText = groupBy(cells, ({ sd }) => `${sd.units}e${sd.exponent}`);
  const exponents = [...new Set(cells.map(({ sd }) => sd.exponent))];
  for (const cell of cells) {
    for (const exponent of exponents.filter((other) => other >= cell.sd.exponent)) {
      for (const units of chooseCoarser(cell.sd, exponent)) {
        if (significantDigits({ units }) < 4) continue;
        const others = byText.get(`${units}e${exponent}`) ?? [];
        // Nearly all of a long table may share one deviation, and none of these pairs be one.
        await pace(others.length);
        for (const other of others) {
          const once = exponent > cell.sd.exponent || other.row > cell.row;
          if (once && other.key !== cell.key && !areMirrored(cell.mean, other.mean))
            yield [cell.row, other.row];
        }
      }
    }
  }
}

/**
 * Whether two means, none of them whole, differ by a whole number, or add up to one, as far as the coarser one shows: of two that add up to
 * a whole number both may be cut off, or rounded up, which leaves their sum a digit short of it or beyond.
 */
function areMirrored(a: Decimal, b: Decimal): boolean {
  const [fine, coarse] = a.exponent <= b.exponent ? [a, b] : [b, a];
  const one = powerOfTen(-coarse.exponent);
  const isWhole = (units: bigint): boolean => units % one === 0n;
  return chooseCoarser(fine, coarse.exponent).some((units) => {
    const sum = units + coarse.units;
    return isWhole(units - coarse.units) || isWhole(sum) || isWhole(sum + 1n) || isWhole(sum - 1n);
  });
}
