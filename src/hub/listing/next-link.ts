import { sameOriginUrl } from '../request/same-origin.ts';

/**
 * The URL of the next page from a `Link` header: any spacing, quotes or none, relative or absolute.
 * @param base the URL of the page that named it
 * @returns null where there is no next page
 * @throws HubError when it leads to another host
 */
export function nextLink(header: string | null, base: string, endpoint: string): string | null {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) {
      return sameOriginUrl(target.trim(), base, endpoint, 'a Link');
    }
  }
  return null;
}
