/**
 * ln P(Z > z) of the standard normal distribution, to about 14 digits on both sides and far out, where the probability
 * itself would be 0.
 * Source: Cody 1969, Rational Chebyshev Approximations for the Error Function.
 * Known values: P(Z > 0) = 1/2, P(Z > 1.959963985) = 0.025, P(Z > 10) = 7.619853e-24.
 */
export function logNormalSurvival(z: number): number {
  const x = z * Math.SQRT1_2;
  if (Math.abs(x) <= 0.46875) return Math.log(0.5 - 0.5 * erf(x));
  if (x < 0) return Math.log1p(-0.5 * Math.exp(-x * x) * scaledErfc(-x));
  return Math.log(0.5 * scaledErfc(x)) - x * x;
}

/** P(Z > z); 0 where it is below the smallest number. */
export const normalSurvival = (z: number): number => Math.exp(logNormalSurvival(z));

/** erf(x) for |x| ≤ 0.46875. */
function erf(x: number): number {
  const y = x * x;
  const over =
    (((0.18577770618460315 * y + 3.1611237438705655) * y + 113.86415415105016) * y + 377.485237685302) * y +
    3209.3775891384694;
  const under =
    (((y + 23.601290952344122) * y + 244.02463793444417) * y + 1282.6165260773723) * y + 2844.236833439171;
  return (x * over) / under;
}

const near = {
  over: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  under: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
};
const far = {
  over: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
    0.0006587491615298378,
  ],
  under: [
    1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
  ],
};

/** exp(x²) erfc(x) for x > 0.46875. */
function scaledErfc(x: number): number {
  if (x <= 4) return ratio(near, x);
  const y = 1 / (x * x);
  return (0.5641895835477563 - y * ratio(far, y)) / x;
}

function ratio({ over, under }: { over: number[]; under: number[] }, x: number): number {
  let above = 0;
  let below = 0;
  for (let index = 0; index < over.length; index += 1) {
    above = above * x + (over[index] ?? 0);
    below = below * x + (under[index] ?? 0);
  }
  return above / below;
}

/** ln of exp(z²) erfc(z), where erfc is 2 P(Z > z√2): a number however far out. */
export function logScaledErfc(z: number): number {
  return z > 0.46875 ? Math.log(scaledErfc(z)) : Math.LN2 + logNormalSurvival(z * Math.SQRT2) + z * z;
}
