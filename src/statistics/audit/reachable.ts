import { floorSqrt, greatestOf, leastOf } from './integers.ts';
import type { Search } from './search.ts';
import { greatestSquares, isSurelyReached, leastSquares } from './squares.ts';

/** Are there `n` whole numbers from 0 to `cap` with this sum and a sum of squares from `low` to `high`? */
export interface SquaresQuestion {
  n: bigint;
  sum: bigint;
  low: bigint;
  high: bigint;
  cap: bigint;
}

/**
 * Decides exactly whether such whole numbers exist. A sum of squares has the parity of the sum and lies between the most
 * equal and the most unequal choice; both ends are reached. Between them a theorem settles most cases (see
 * `isSurelyReached`). The others are searched by the greatest number and how often it occurs: far from the upper end one
 * or two numbers taken out leave a case that the theorem settles, near it hardly any choice is left.
 */
export function* isReachable(question: SquaresQuestion): Search<boolean> {
  const settled = settle(question);
  return typeof settled === 'boolean' ? settled : yield* searchGreatest(settled);
}

/** The answer where it needs no search; else the question, within the bounds that are known. */
function settle(question: SquaresQuestion): boolean | SquaresQuestion {
  const { n, sum } = question;
  const cap = leastOf(question.cap, sum);
  if (sum === 0n) return question.low <= 0n && question.high >= 0n;
  if (n < 1n || sum < 0n || sum > n * cap) return false;
  const equal = leastSquares(n, sum);
  const unequal = greatestSquares(sum, cap);
  let low = greatestOf(question.low, equal);
  let high = leastOf(question.high, unequal);
  if ((low - sum) % 2n !== 0n) low += 1n;
  if ((high - sum) % 2n !== 0n) high -= 1n;
  if (low > high) return false;
  if (low === equal || high === unequal) return true;
  if (n === 2n) return canTwoReach(sum, low, high, cap);
  if (isSurelyReached(n, sum, (low - equal) / 2n, cap)) return true;
  if (n === 4n && low === high && !isSumOfThreeSquares(4n * low - sum * sum)) return false;
  return { n, sum, low, high, cap };
}

/** Two numbers with sum S and difference d have (S² + d²)/2 as sum of squares, d being of the parity of S. */
function canTwoReach(sum: bigint, low: bigint, high: bigint, cap: bigint): boolean {
  let difference = leastOf(floorSqrt(2n * high - sum * sum), 2n * cap - sum);
  if ((difference - sum) % 2n !== 0n) difference -= 1n;
  return difference >= 0n && sum * sum + difference * difference >= 2n * low;
}

/**
 * Legendre's theorem. For four whole numbers 4Q − S² is the sum of three squares: (a+b−c−d)² + (a−b+c−d)² + (a−b−c+d)².
 */
function isSumOfThreeSquares(number: bigint): boolean {
  let rest = number;
  while (rest > 0n && rest % 4n === 0n) rest /= 4n;
  return rest % 8n !== 7n;
}

/** Tries every greatest number, from the largest that leaves enough for the others. */
function* searchGreatest({ n, sum, low, high, cap }: SquaresQuestion): Search<boolean> {
  // No number is farther from the mean than √((n−1)/n · Σ(x−mean)²).
  const largest = (sum + floorSqrt((n - 1n) * (n * high - sum * sum))) / n;
  for (let value = leastOf(cap, largest); value * n >= sum; value -= 1n) {
    if (greatestSquares(sum, value) < low) return false;
    if (yield* searchCopies({ n, sum, low, high, cap: value })) return true;
    yield;
  }
  return false;
}

/**
 * Tries every number of copies of the greatest number, `cap`, from the most that leave enough for the others. It is above
 * the mean, or the sum of squares would be the least: n copies of it are more than the sum.
 */
function* searchCopies({ n, sum, low, high, cap }: SquaresQuestion): Search<boolean> {
  const isEnough = (copies: bigint): boolean =>
    copies * cap <= sum && copies * cap * cap + leastSquares(n - copies, sum - copies * cap) <= high;
  let copies = mostCopies(isEnough);
  for (; copies >= 1n; copies -= 1n) {
    const square = copies * cap * cap;
    const rest = sum - copies * cap;
    if (rest > 0n && (cap < 2n || square + greatestSquares(rest, cap - 1n) < low)) return false;
    const others = { n: n - copies, sum: rest, low: low - square, high: high - square, cap: cap - 1n };
    if (yield* isReachable(others)) return true;
    yield;
  }
  return false;
}

/** The greatest number that still is enough, 0 for none: doubling, then halving. */
function mostCopies(isEnough: (copies: bigint) => boolean): bigint {
  if (!isEnough(1n)) return 0n;
  let yes = 1n;
  let no = 2n;
  while (isEnough(no)) {
    yes = no;
    no *= 2n;
  }
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n;
    if (isEnough(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
