/** Floor of a quotient. @param b positive */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** Ceiling of a quotient. @param b positive */
export const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b);

/** Floor of the square root of a whole number ≥ 0: Newton's method from the root in floating point. */
export function floorSqrt(square: bigint): bigint {
  if (square < 4_503_599_627_370_496n) return BigInt(Math.floor(Math.sqrt(Number(square))));
  let root = BigInt(Math.floor(Math.sqrt(Number(square)))) + 1n;
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next === root || next === root + 1n) break;
    root = next;
  }
  while (root * root > square) root -= 1n;
  while ((root + 1n) * (root + 1n) <= square) root += 1n;
  return root;
}

export const leastOf = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const greatestOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);
