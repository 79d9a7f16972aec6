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

/** From this x on the Euler–Maclaurin formula alone is exact to double precision. */
export const shortcutFrom = (s: number): number => Math.max(12, 1.5 * s);

/** ζ(s, q) and its first two derivatives by s. */
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
export function hurwitzZeta(s: number, q: number): number {
  let sum = 0;
  const shortcut = shortcutFrom(s);
  let x = q;
  for (; x < shortcut; x += 1) sum += x ** -s;
  return sum + zetaFrom(s, x, x ** -s);
}

/**
 * ζ(s, x) for x of at least `shortcutFrom(s)`, where the power x^−s is known.
 * @param power x^−s
 */
export function zetaFrom(s: number, x: number, power: number): number {
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
  return power * (x / (s - 1) + 0.5 + correction);
}

/** ζ(s, q) with its derivatives, term by term: what a maximum likelihood fit needs. */
export function hurwitzZetaDerivatives(s: number, q: number): Zeta {
  const zeta: Zeta = { value: 0, first: 0, second: 0 };
  /** Adds a term whose logarithm has these derivatives by s. */
  const add = (term: number, slope: number, bend: number) => {
    zeta.value += term;
    zeta.first += term * slope;
    zeta.second += term * (slope * slope + bend);
  };
  const shortcut = shortcutFrom(s);
  let x = q;
  for (; x < shortcut; x += 1) add(x ** -s, -Math.log(x), 0);
  const log = Math.log(x);
  const power = x ** -s;
  add((power * x) / (s - 1), -log - 1 / (s - 1), 1 / (s - 1) ** 2);
  add(power / 2, -log, 0);
  let factor = s / x;
  let slope = 1 / s;
  let bend = -1 / (s * s);
  for (const [j, weight] of corrections.entries()) {
    add(weight * factor * power, slope - log, bend);
    for (const next of [s + 2 * j + 1, s + 2 * j + 2]) {
      factor *= next / x;
      slope += 1 / next;
      bend -= 1 / (next * next);
    }
  }
  return zeta;
}
