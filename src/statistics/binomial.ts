import type { Random } from './random.ts';

/**
 * A draw from the binomial distribution, exact but for the resolution of the random numbers.
 * Source: Hörmann 1993, The Generation of Binomial Random Variates (BTRS, transformed rejection) where the mean is at
 * least 10, else by inversion.
 * @param n trials
 * @param p probability of a success, 0–1
 */
export function binomial(n: number, p: number, random: Random): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let left = random();
  let successes = 0;
  while (left > probability && successes < n) {
    left -= probability;
    successes += 1;
    probability *= ((n - successes + 1) / successes) * odds;
    // Nothing representable is left of the tail.
    if (probability < 1e-300) break;
  }
  return successes;
}

function byRejection(n: number, p: number, random: Random): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const quick = 0.92 - 4.2 / b;
  for (;;) {
    const v = random();
    const u = random() - 0.5;
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (us >= 0.07 && v <= quick) return k;
    if (us === 0 || k < 0 || k > n) continue;
    const alpha = (2.83 + 5.1 / b) * spread;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= logRatioToMode(k, n, p)) return k;
  }
}

/** ln of the probability of k over that of the mode. */
function logRatioToMode(k: number, n: number, p: number): number {
  const mode = Math.floor((n + 1) * p);
  const odds = p / (1 - p);
  return (
    (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
    (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
    (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
    stirling(mode) +
    stirling(n - mode) -
    stirling(k) -
    stirling(n - k)
  );
}

/** ln k! less Stirling's (k+½) ln(k+1) − (k+1) + ½ ln 2π. */
function stirling(k: number): number {
  const known = firstStirling[k];
  if (known !== undefined) return known;
  const next = k + 1;
  return (1 / 12 - (1 / 360 - 1 / 1260 / (next * next)) / (next * next)) / next;
}

const firstStirling = Array.from({ length: 16 }, (_, k) => {
  let logFactorial = 0;
  for (let factor = 2; factor <= k; factor += 1) logFactorial += Math.log(factor);
  return logFactorial - ((k + 0.5) * Math.log(k + 1) - (k + 1) + 0.5 * Math.log(2 * Math.PI));
});
