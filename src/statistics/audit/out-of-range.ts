import type { AuditInput, Claim } from './claim.ts';
import { numbersOf, type Reason } from './explain.ts';
import { isEmpty } from './interval.ts';

/** A figure that no numbers between the least and the greatest can have, regardless of the other figure. */
export function findOutOfRange(
  input: AuditInput,
  { mean, sd, cap }: Claim,
  kind: 'whole' | 'real',
): Reason | null {
  if (cap !== null && cap < 0n)
    return { test: 'range', says: `there are no ${kind} numbers from ${input.min} to ${input.max}` };
  if (isEmpty(mean))
    return { test: 'range', says: `${numbersOf(input, kind)} have no mean that prints as ${input.mean}` };
  if (sd !== null && isEmpty(sd)) return { test: 'range', says: 'a standard deviation cannot be negative' };
  return null;
}
