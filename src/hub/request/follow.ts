import { HubError } from './hub-error.ts';
import { sameOriginUrl } from './same-origin.ts';
import { type Reply, type SendSettings, sendOnce } from './send-once.ts';
import { showUrl } from './show-url.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** An answer, and the URL that gave it. */
export interface FollowedReply extends Reply {
  url: string;
}

/**
 * Sends one GET and follows its redirects, within the endpoint's origin only; each hop is paced.
 * @throws HubError for a redirect to another host, in a circle, to nowhere, or the sixth in a row
 */
export async function follow(
  settings: SendSettings,
  endpoint: string,
  start: string,
): Promise<FollowedReply> {
  let url = sameOriginUrl(start, start, endpoint, 'a request');
  const seen = new Set<string>();
  for (;;) {
    seen.add(url);
    const reply = await sendOnce(settings, url);
    const location = reply.headers.get('Location');
    if (!redirects.has(reply.status) || location === null) return { ...reply, url };
    url = sameOriginUrl(location, url, endpoint, 'a redirect');
    if (seen.has(url))
      throw new HubError(`redirects in a circle from ${showUrl(start)}`, { status: reply.status });
    if (seen.size > mostRedirects) {
      throw new HubError(`more than ${mostRedirects} redirects from ${showUrl(start)}`, {
        status: reply.status,
      });
    }
  }
}
