/**
 * A URL as an error or a log line shows it: no user name, no password, no cursor, no lists of fields, one line, at
 * most 300 characters.
 */
export function showUrl(url: string): string {
  if (!URL.canParse(url)) return 'an unreadable URL';
  const { origin, pathname, searchParams } = new URL(url);
  const shown = [...searchParams].filter(([name]) => name === 'pipeline_tag' || name === 'filter');
  if (searchParams.has('cursor')) shown.push(['cursor', '…']);
  const query = shown.map(([name, value]) => `${name}=${value}`).join('&');
  const text = `${origin}${pathname}${query === '' ? '' : `?${query}`}`;
  return text.replace(/[\p{Cc}\p{Cf}\s]/gu, ' ').slice(0, 300);
}

/** Strangers' text as part of a message: one line, no control characters, at most 200 characters. */
export const showText = (text: string): string =>
  text
    .slice(0, 1000)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
