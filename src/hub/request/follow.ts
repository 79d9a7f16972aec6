import { HubError } from './hub-error.ts';
import { type Hop, nextHop } from './next-hop.ts';
import type { RequestSettings } from './request-settings.ts';
import { sameOriginUrl } from './same-origin.ts';
import { type Asking, send } from './send.ts';
import { showUrl } from './show-url.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** How something is asked for, and where its redirects may lead. */
export interface Following extends Asking {
  /** To other hosts too, where the token does not go; else within the endpoint's origin only. */
  elsewhere: boolean;
  /** Takes the headers of each answer, redirects included. */
  onAnswer?: (hop: Hop, headers: Headers) => void;
}

/** An answer that is not a redirect, its body unread, and where it came from. */
export interface Answered {
  response: Response;
  hop: Hop;
}

/**
 * Sends one GET and follows its redirects: everything that is asked of a Hub goes this way.
 * @param parent ends it when the user interrupts
 * @throws HubError for a redirect to where it may not lead, in a circle, to nowhere, or the sixth in a row; as
 *   {@link send}
 */
export async function follow(
  settings: RequestSettings,
  parent: AbortSignal,
  start: string,
  following: Following,
): Promise<Answered> {
  const { endpoint } = settings;
  let hop: Hop = { url: sameOriginUrl(start, start, endpoint, 'a request'), own: true };
  const seen = new Set<string>();
  for (;;) {
    seen.add(hop.url);
    const response = await send(settings, parent, hop, following);
    following.onAnswer?.(hop, response.headers);
    const { status, headers } = response;
    const location = headers.get('Location');
    if (!redirects.has(status) || location === null) return { response, hop };
    await response.body?.cancel().catch(() => {});
    hop = following.elsewhere
      ? nextHop(location, hop, endpoint)
      : { url: sameOriginUrl(location, hop.url, endpoint, 'a redirect'), own: true };
    const circle = seen.has(hop.url) ? 'a redirect loop' : null;
    const many = seen.size > mostRedirects ? `more than ${mostRedirects} redirects` : null;
    const problem = circle ?? many;
    if (problem !== null) throw new HubError(`${problem} from ${showUrl(start)}`, { status });
  }
}
