/**
 * ln P(Z > z) of the standard normal distribution, to about 12 digits on both sides and far out, where the probability
 * itself would be 0: a series near the middle, Laplace's continued fraction beyond.
 * Source: Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 * Known values: P(Z > 0) = 1/2, P(Z > 1.959963985) = 0.025, P(Z > 10) = 7.619853e-24.
 */
export function logNormalSurvival(z: number): number {
  if (z < -2.5) return Math.log1p(-Math.exp(logNormalSurvival(-z)));
  if (z <= 2.5) return Math.log(0.5 - middle(z));
  return -0.5 * z * z - halfLogTwoPi + Math.log(millsRatio(z));
}

/** P(Z > z); 0 where it is below the smallest number. */
export const normalSurvival = (z: number): number => Math.exp(logNormalSurvival(z));

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** P(0 < Z < z) = φ(z) (z + z³/3 + z⁵/15 + …). */
function middle(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum * Math.exp(-0.5 * z * z - halfLogTwoPi);
}

/** P(Z > z)/φ(z) = 1/(z + 1/(z + 2/(z + 3/(z + …)))), evaluated from the far end. */
function millsRatio(z: number): number {
  let fraction = z;
  for (let k = Math.ceil(20 + 600 / (z * z)); k >= 1; k -= 1) fraction = z + k / fraction;
  return 1 / fraction;
}
