import { HubError } from './hub-error.ts';

/** The Hub itself. A mirror may repeat its words, links included. */
const original = 'huggingface.co';

/**
 * Refuses every address but the endpoint's own origin: the token goes nowhere else, and neither do we. An address of
 * huggingface.co that a mirror repeats stands for the same path and query at the mirror.
 * @param what what leads there: 'a redirect', 'a Link', 'a stored cursor'
 * @returns the absolute URL
 * @throws HubError naming both hosts
 */
export function sameOriginUrl(target: string, base: string, endpoint: string, what: string): string {
  const { origin } = new URL(endpoint);
  if (!URL.canParse(target, base)) throw new HubError(`${what} of ${origin} does not lead to an address`);
  const url = moveToEndpoint(new URL(target, base), endpoint);
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

function moveToEndpoint(url: URL, endpoint: string): URL {
  const mirror = new URL(endpoint);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.host !== original || mirror.host === original) return url;
  return new URL(`${endpoint}${url.pathname}${url.search}`);
}
