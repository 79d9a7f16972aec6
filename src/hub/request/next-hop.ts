import { HubError } from './hub-error.ts';
import { showText } from './show-url.ts';

/** Where a download goes on, and whether that is the Hub itself, with nothing else on the way. */
export interface Hop {
  url: string;
  own: boolean;
}

/**
 * Where a redirect of a download leads. The Hub keeps large files on other hosts, so other hosts are followed, as
 * nothing else is: but never from https to http. A download that has left the Hub's origin is not sent the token if it is
 * redirected back.
 * @throws HubError for what is not an http(s) address, or would leave https
 */
export function nextHop(location: string, from: Hop, endpoint: string): Hop {
  const { origin } = new URL(endpoint);
  if (!URL.canParse(location, from.url))
    throw new HubError(`a redirect of ${origin} does not lead to an address`);
  const url = new URL(location, from.url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new HubError(`a redirect of ${origin} leads to ${showText(url.protocol)}: not followed`);
  }
  if (new URL(from.url).protocol === 'https:' && url.protocol === 'http:') {
    throw new HubError(`a redirect of ${origin} leads from https to http, ${url.origin}: not followed`);
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url: url.href, own: from.own && url.origin === origin };
}
