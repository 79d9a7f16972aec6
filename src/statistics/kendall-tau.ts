/**
 * Kendall's rank correlation tau-b (Kendall 1945): (concordant − discordant pairs) / √((pairs − ties in x)(pairs − ties
 * in y)), from −1 to 1; null where one side is all ties or there are fewer than two pairs of values.
 * Known values: 1 2 3 4 against 1 2 4 3: 2/3. 12 2 1 12 2 against 1 4 7 1 0: −0.4714045 (SciPy's example).
 * @param x as many numbers as y, compared exactly; time is their square
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number | null {
  let agreement = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let a = 0; a < x.length; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const signX = Math.sign((x[a] ?? 0) - (x[b] ?? 0));
      const signY = Math.sign((y[a] ?? 0) - (y[b] ?? 0));
      agreement += signX * signY;
      untiedX += Math.abs(signX);
      untiedY += Math.abs(signY);
    }
  }
  return untiedX === 0 || untiedY === 0 ? null : agreement / Math.sqrt(untiedX * untiedY);
}
