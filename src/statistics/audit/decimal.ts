/** A printed number, exactly: units · 10^exponent, with the last printed digit worth 10^exponent. */
export interface Decimal {
  units: bigint;
  exponent: number;
  /** Whether a minus is printed, which 0 may have too. */
  negative: boolean;
}

/**
 * A number as printed, trailing zeros kept: `1.50` is 150 · 10⁻².
 * @returns null for text that is not a decimal number
 */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim().replace('−', '-'));
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole + fraction === '') return null;
  const units = BigInt(whole + fraction);
  const negative = sign === '-';
  return { units: negative ? -units : units, exponent: Number(power) - fraction.length, negative };
}

/** Digits from the first that is not 0 to the last printed: 4 in 0.2522, 5 in 1.5000, none in 0.0000. */
export function significantDigits({ units }: Pick<Decimal, 'units'>): number {
  return units === 0n ? 0 : (units < 0n ? -units : units).toString().length;
}

/** 10^power for a power from 0. */
export const powerOfTen = (power: number): bigint => 10n ** BigInt(power);

/** What a number may be printed as when its last digit is to be worth 10^exponent: cut off, and rounded. */
export function chooseCoarser(
  { units, exponent: fine }: Pick<Decimal, 'units' | 'exponent'>,
  exponent: number,
): bigint[] {
  const worth = powerOfTen(exponent - fine);
  const cut = units / worth;
  const rest = units - cut * worth;
  return worth > 1n && 2n * (rest < 0n ? -rest : rest) >= worth
    ? [cut, cut + (units < 0n ? -1n : 1n)]
    : [cut];
}
