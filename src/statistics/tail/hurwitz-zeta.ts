/** Bernoulli numbers B(2j)/(2j)!, j = 1…8: the weights of the Euler–Maclaurin correction. */
const corrections = [
  1 / 12,
  -1 / 720,
  1 / 30_240,
  -1 / 1_209_600,
  1 / 47_900_160,
  -691 / 1_307_674_368_000,
  1 / 74_724_249_600,
  -3617 / 10_670_622_842_880_000,
];

/** From this x on the Euler–Maclaurin formula alone is wrong by less than 2·10⁻¹³ of the value, for small s by less than 10⁻¹⁵. */
export const shortcutFrom = (s: number): number => Math.max(12, 1.5 * s);

/** A function and its first two derivatives. */
export interface Zeta {
  value: number;
  first: number;
  second: number;
}

/**
 * The Hurwitz zeta function ζ(s, q) = Σ (q+k)^−s over k ≥ 0: a few terms, then the Euler–Maclaurin formula.
 * Source: Johansson 2015, Rigorous high-precision computation of the Hurwitz zeta function and its derivatives.
 * Known values: ζ(2,1) = π²/6, ζ(2,7) = 0.15354517795933756, ζ(3,5) = 0.024394866122557243.
 * @param s above 1
 * @param q above 0
 */
export const hurwitzZeta = (s: number, q: number): number => q ** (1 - s) * scaledZeta(s, q);

/** A term below this part of the sum is lost in it; so are all that follow, which fall ever faster than it. */
const negligible = 1e-18;

/**
 * q^(s−1) ζ(s, q), which lies between 1/(s−1) and 1/(s−1) + 1/q: q^−s alone is 0 in double precision from 10⁹ on for a steep law.
 * Where s is so great that many terms come before the formula holds, they end when they no longer count.
 */
export function scaledZeta(s: number, q: number): number {
  let sum = 0;
  const shortcut = shortcutFrom(s);
  let x = q;
  for (; x < shortcut; x += 1) {
    const term = Math.exp(-s * Math.log1p((x - q) / q));
    sum += term;
    if (term < negligible * sum) return sum / q;
  }
  if (x === q) return scaledFrom(s, q);
  const far = Math.log1p((x - q) / q);
  return sum / q + Math.exp((1 - s) * far) * scaledFrom(s, x);
}

/** x^(s−1) ζ(s, x) for x of at least `shortcutFrom(s)`. */
export function scaledFrom(s: number, x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let factor = s * inverse;
  let correction = 0;
  for (let j = 0; j < 8; j += 1) {
    const term = (corrections[j] ?? 0) * factor;
    correction += term;
    if (Math.abs(term) < 1e-18) break;
    factor *= (s + 2 * j + 1) * (s + 2 * j + 2) * square;
  }
  return 1 / (s - 1) + (0.5 + correction) * inverse;
}

/**
 * q^(s−1) ζ(s, q) and its first two derivatives by s: over the value they are the means of −ln(x/q) and of its square
 * under the power law from q on.
 */
export function scaledZetaMoments(s: number, q: number): Zeta {
  const zeta: Zeta = { value: 0, first: 0, second: 0 };
  /** Adds a term whose logarithm has these derivatives by s. */
  const add = (term: number, slope: number, bend: number) => {
    zeta.value += term;
    zeta.first += term * slope;
    zeta.second += term * (slope * slope + bend);
  };
  const shortcut = shortcutFrom(s);
  let x = q;
  for (; x < shortcut; x += 1) {
    const log = Math.log1p((x - q) / q);
    const term = Math.exp(-s * log) / q;
    add(term, -log, 0);
    // The squares of the logarithms outlive the terms.
    if (term === 0 || term * (1 + log * log) < negligible * Math.min(zeta.value, zeta.second)) return zeta;
  }
  const log = Math.log1p((x - q) / q);
  const power = Math.exp((1 - s) * log);
  add(power / (s - 1), -log - 1 / (s - 1), 1 / (s - 1) ** 2);
  add(power / (2 * x), -log, 0);
  let factor = s / x;
  let slope = 1 / s;
  let bend = -1 / (s * s);
  for (const [j, weight] of corrections.entries()) {
    add((weight * factor * power) / x, slope - log, bend);
    for (const next of [s + 2 * j + 1, s + 2 * j + 2]) {
      factor *= next / x;
      slope += 1 / next;
      bend -= 1 / (next * next);
    }
  }
  return zeta;
}
