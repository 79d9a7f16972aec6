import { expect, it } from 'vitest';
import { isReachable } from '../../../src/statistics/audit/reachable.ts';
import { toEnd } from './rows.ts';

/** Every pair of sum and sum of squares that n whole numbers from 0 to cap have, by adding one number after the other. */
function reachedPairs(n: number, cap: number): Set<string>[] {
  const bySize: Set<string>[] = [new Set(['0 0'])];
  for (let size = 1; size <= n; size += 1) {
    const pairs = new Set<string>();
    for (const pair of bySize[size - 1] ?? []) {
      const [sum = 0, squares = 0] = pair.split(' ').map(Number);
      for (let value = 0; value <= cap; value += 1) pairs.add(`${sum + value} ${squares + value * value}`);
    }
    bySize.push(pairs);
  }
  return bySize;
}

it.each([1, 2, 3, 4, 6, 9, 14, 22])('agrees with every choice of up to 8 numbers from 0 to %i', (cap) => {
  const bySize = reachedPairs(cap > 9 ? 5 : 8, cap);
  for (const [n, pairs] of bySize.entries()) {
    if (n === 0) continue;
    for (let sum = 0; sum <= n * cap; sum += 1) {
      for (let squares = 0; squares <= n * cap * cap + 1; squares += 1) {
        const question = {
          n: BigInt(n),
          sum: BigInt(sum),
          low: BigInt(squares),
          high: BigInt(squares),
          cap: BigInt(cap),
        };
        if (toEnd(isReachable(question)) !== pairs.has(`${sum} ${squares}`)) {
          expect({ n, sum, squares, reached: toEnd(isReachable(question)) }).toBe('otherwise');
        }
      }
    }
  }
});

it('agrees with every choice where many numbers share a small sum', () => {
  // n up to 30 numbers with a sum up to 30, no cap: the partitions.
  const most = 26;
  const table = new Map<string, Set<number>>();
  const squaresOf = (n: number, sum: number, cap: number): Set<number> => {
    if (sum === 0) return new Set([0]);
    if (n === 0 || cap === 0) return new Set();
    const key = `${n} ${sum} ${cap}`;
    const known = table.get(key);
    if (known !== undefined) return known;
    const all = new Set(squaresOf(n, sum, cap - 1));
    if (cap <= sum) for (const rest of squaresOf(n - 1, sum - cap, cap)) all.add(rest + cap * cap);
    table.set(key, all);
    return all;
  };
  for (let n = 1; n <= most; n += 1) {
    for (let sum = 0; sum <= most; sum += 1) {
      const reached = squaresOf(n, sum, sum);
      const wrong = Array.from({ length: sum * sum + 2 }, (_, squares) => squares).filter((squares) => {
        const exact = BigInt(squares);
        return (
          toEnd(
            isReachable({ n: BigInt(n), sum: BigInt(sum), low: exact, high: exact, cap: BigInt(sum) }),
          ) !== reached.has(squares)
        );
      });
      expect({ n, sum, wrong }).toEqual({ n, sum, wrong: [] });
    }
  }
});
