import type { Check, RequestJson } from './request-json.ts';

/**
 * The Hub as the client's `fetch`: paced, retried, bounded; the body is parsed once. What the client asks for besides
 * the URL is left aside: the token is ours to send.
 * @throws HubError instead of answers that are not successful
 */
export const toFetch =
  (requestJson: RequestJson, check: Check): typeof globalThis.fetch =>
  async (input) => {
    const { value, headers } = await requestJson(input instanceof Request ? input.url : String(input), check);
    return jsonResponse(value, headers.get('Link'));
  };

/** A successful answer whose body is already parsed. */
export function jsonResponse(value: unknown, link: string | null): Response {
  const response = new Response(null, { headers: link === null ? {} : { Link: link } });
  return Object.assign(response, { json: async () => value });
}
