import { usageError } from '../../errors.ts';
import { parseMoment } from '../parse-moment.ts';

/** What is wrong with the date of an option; null where there is none, or nothing is. */
export const refuseDate = (option: string, date: string | undefined): string | null =>
  date === undefined || parseMoment(date) !== null
    ? null
    : `${option} takes a date such as 2025-02-15, or a date-time with its zone such as 2025-02-15T12:00:00Z, not ${JSON.stringify(date)}`;

/** @throws HfreuseError (exit 2) for a date that no calendar has */
export function checkDate(option: string, date: string | undefined): void {
  const refusal = refuseDate(option, date);
  if (refusal !== null) throw usageError(refusal);
}
