/** A zone at the end of a date: Z, an offset, or a name such as GMT. */
const zone = /(?:Z|[+-]\d{2}:?\d{2}|\b[A-Z]{1,5}(?:[+-]\d{1,2})?|\))$/i;

/** A date alone, or with a time, as ISO 8601 writes it: year first. */
const iso = /^[+-]?\d{4,6}(-\d{2}){0,2}([T ]\d{2}:.*)?$/;

/**
 * Milliseconds since 1970 of a date as others write it; one without a zone is UTC, wherever this program runs.
 * @returns null for what is not a date
 */
export function parseDate(text: string): number | null {
  const ms = Date.parse(text.endsWith('Z') ? text : toUtcText(text.trim()));
  return Number.isFinite(ms) ? ms : null;
}

function toUtcText(text: string): string {
  if (iso.test(text)) return /[T ]\d{2}:/.test(text) && !zone.test(text) ? `${text}Z` : text;
  return zone.test(text) ? text : `${text} UTC`;
}
