const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/**
 * Reads a moment: a full date, `YYYY-MM-DD` (its beginning, UTC), or an ISO 8601 date-time with its zone.
 * @returns milliseconds since 1970; null for anything else, and for days that no calendar has
 */
export function parseMoment(text: string): number | null {
  const [, year, month, day] = pattern.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // 30 February rolls over to March, or is not a date at all.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null;
  const ms = Date.parse(text);
  // A zone may carry the first or last day of the four-digit years out of them.
  return Number.isNaN(ms) || new Date(ms).toISOString().length !== 24 ? null : ms;
}
