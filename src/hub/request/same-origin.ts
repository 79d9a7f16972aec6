import { HubError } from './hub-error.ts';

/**
 * Refuses every address but the endpoint's own origin: the token goes nowhere else, and neither do we.
 * @param what what leads there: 'a redirect', 'a Link', 'a stored cursor'
 * @returns the absolute URL
 * @throws HubError naming both hosts
 */
export function sameOriginUrl(target: string, base: string, endpoint: string, what: string): string {
  const { origin } = new URL(endpoint);
  if (!URL.canParse(target, base)) throw new HubError(`${what} of ${origin} leads to no address`);
  const url = new URL(target, base);
  if (url.origin !== origin) {
    const there = url.origin === 'null' ? url.protocol : url.origin;
    throw new HubError(`${what} of ${origin} leads to another host, ${there}: not followed`, {
      hint: 'if that is the Hub you mean, name it with --endpoint',
    });
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
