/** Floor of a quotient. @param b positive */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** Ceiling of a quotient. @param b positive */
export const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b);

/**
 * Floor of the square root of a whole number ≥ 0: Newton's method from a little above the root in floating point, which
 * falls until it is there.
 */
export function floorSqrt(square: bigint): bigint {
  if (square < 4_503_599_627_370_496n) return BigInt(Math.floor(Math.sqrt(Number(square))));
  let root = BigInt(Math.floor(Math.sqrt(Number(square)) * (1 + 2 ** -50))) + 1n;
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export const leastOf = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const greatestOf = (a: bigint, b: bigint): bigint => (a > b ? a : b);
