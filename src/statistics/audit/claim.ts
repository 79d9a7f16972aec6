import { type Decimal, parseDecimal, powerOfTen } from './decimal.ts';
import { ceilDivide, floorDivide } from './integers.ts';
import { clip, type Interval, isEmpty, type Rounding, shift, toInterval } from './interval.ts';

/** What a row claims, moved (real numbers: and scaled) so that the least number allowed is 0. */
export interface Claim {
  /** The means that the printed one stands for, as far as the least and greatest numbers allow. */
  mean: Interval;
  /** The standard deviations that the printed one stands for, from 0; null where none is printed. */
  sd: Interval | null;
  /** Degrees of freedom that the deviation loses to the mean: 1 of a sample (n−1), 0 of a population (n). */
  lost: bigint;
  /** The greatest number allowed, from the least; null for no bound. */
  cap: bigint | null;
  /** False where neither a least nor a greatest number is known, so that any mean goes with any deviation. */
  bounded: boolean;
  /** What 0 represents: the least number allowed, 0 where there is none. */
  origin: bigint;
}

/** One row as it was printed; an empty text where a figure is not known. */
export interface AuditInput {
  /** The other columns of the row: what names the cell. */
  labels: Record<string, string>;
  mean: string;
  sd: string;
  n: number | null;
  min: string;
  max: string;
}

/** How the figures of a row are read. */
export interface Reading {
  rounding: Rounding;
  /** What the denominator of the variance is: n−1, or n. */
  sd: 'sample' | 'population';
}

/** The claim of a row about whole numbers from `min` (0 where not given) to `max`. */
export function toWholeClaim(input: AuditInput, { rounding, sd }: Reading): Claim {
  const min = wholeBound(input.min, ceilDivide) ?? 0n;
  const max = wholeBound(input.max, floorDivide);
  const cap = max === null ? null : max - min;
  const mean = clip(shift(toInterval(toDecimal(input.mean), rounding), -min), 0n, cap);
  return { mean, sd: sdOf(input, rounding), lost: degreesLost(sd), cap, bounded: true, origin: min };
}

/** The claim of a row about real numbers from `min` to `max`, either of which may be missing. */
export function toRealClaim(input: AuditInput, { rounding, sd: kind }: Reading): Claim {
  const bounds = [input.min, input.max].map((text) => (text.trim() === '' ? null : toDecimal(text)));
  const places = Math.max(0, ...bounds.map((bound) => -(bound?.exponent ?? 0)));
  const [min = null, max = null] = bounds.map((bound) =>
    bound === null ? null : bound.units * powerOfTen(places + bound.exponent),
  );
  const scaleInterval = (interval: Interval): Interval => ({
    ...interval,
    low: interval.low * powerOfTen(places),
    high: interval.high * powerOfTen(places),
  });
  const printed = sdOf(input, rounding);
  const sd = printed === null ? null : scaleInterval(printed);
  const mean = clip(scaleInterval(toInterval(toDecimal(input.mean), rounding)), min, max);
  const rest = { sd, lost: degreesLost(kind), origin: min ?? 0n };
  if (min !== null)
    return { ...rest, mean: shift(mean, -min), cap: max === null ? null : max - min, bounded: true };
  if (max === null || isEmpty(mean)) return { ...rest, mean, cap: null, bounded: max !== null };
  // Only a greatest number: the same seen from above.
  const { low, high, scale, open } = shift(mean, -max);
  const mirrored = { low: -high, high: -low, scale, open: open === null ? null : ('high' as const) };
  return { ...rest, mean: mirrored, cap: null, bounded: true };
}

const degreesLost = (kind: Reading['sd']): bigint => (kind === 'sample' ? 1n : 0n);

function sdOf(input: AuditInput, rounding: Rounding): Interval | null {
  return input.sd.trim() === '' ? null : clip(toInterval(toDecimal(input.sd), rounding), 0n, null);
}

function wholeBound(text: string, divide: (a: bigint, b: bigint) => bigint): bigint | null {
  if (text.trim() === '') return null;
  const { units, exponent } = toDecimal(text);
  return exponent >= 0 ? units * powerOfTen(exponent) : divide(units, powerOfTen(-exponent));
}

/** A printed number; `findBadCell` names those that are none before it comes to this. */
export function toDecimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new RangeError(`not a decimal number: ${text}`);
  return parsed;
}
