import { plainLine } from '../../text.ts';

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
  return plainLine(text, 300);
}

/** Text of a Hub as part of a message: one line, at most 200 characters. */
export const showText = (text: string): string => plainLine(text, 200);
