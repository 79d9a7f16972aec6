import { type Decimal, powerOfTen, significantDigits } from './decimal.ts';

/** How a printed figure was cut: `either` is the union of the other two. */
export type Rounding = 'round' | 'truncate' | 'either';

/** The numbers from low/scale to high/scale; both ends belong to them, but for one that is open. */
export interface Interval {
  low: bigint;
  high: bigint;
  scale: bigint;
  open: 'low' | 'high' | null;
}

/**
 * The numbers that a printed x stands for, u being the worth of its last digit: [x−u/2, x+u/2] when rounded (half up and
 * half even alike), [x, x+u] when cut off, [x−u/2, x+u] when it may be either. The far end belongs to a figure that is cut
 * off, for the double that is cut may fall short of it. A negative figure is cut off towards 0: (x−u, x].
 * More than 12 significant digits come from a double, whose last ones are not rounded in decimal: 1e-13 of its size is
 * allowed on either side.
 */
export function toInterval(printed: Decimal, rounding: Rounding): Interval {
  const interval = toCutInterval(printed, rounding);
  if (significantDigits(printed) <= 12) return interval;
  const slack = interval.high < 0n ? -interval.low : interval.high;
  const fine = powerOfTen(13);
  const { low, high, scale } = interval;
  return { low: low * fine - slack, high: high * fine + slack, scale: scale * fine, open: null };
}

function toCutInterval({ units, exponent, negative }: Decimal, rounding: Rounding): Interval {
  if (negative) {
    const { low, high, scale } = toCutInterval({ units: -units, exponent, negative: false }, rounding);
    return { low: -high, high: -low, scale, open: rounding === 'round' ? null : 'low' };
  }
  const factor = exponent > 0 ? powerOfTen(exponent) : 1n;
  const scale = 2n * (exponent < 0 ? powerOfTen(-exponent) : 1n);
  const low = 2n * units - (rounding === 'truncate' ? 0n : 1n);
  const high = 2n * units + (rounding === 'round' ? 1n : 2n);
  return { low: low * factor, high: high * factor, scale, open: null };
}

/** Is there no number in it? */
export const isEmpty = ({ low, high, open }: Interval): boolean =>
  low > high || (open !== null && low === high);

/** The interval moved by a whole number. */
export const shift = (interval: Interval, by: bigint): Interval => ({
  ...interval,
  low: interval.low + by * interval.scale,
  high: interval.high + by * interval.scale,
});

/** The part of it between two whole numbers, both included; null for no bound. */
export function clip(interval: Interval, min: bigint | null, max: bigint | null): Interval {
  const { scale } = interval;
  const clipped = { ...interval };
  if (min !== null && clipped.low < min * scale) {
    clipped.low = min * scale;
    clipped.open = null;
  }
  if (max !== null && clipped.high > max * scale) clipped.high = max * scale;
  return clipped;
}
