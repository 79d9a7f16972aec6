import type { Hop } from './next-hop.ts';
import { parseRateLimit } from './rate-limit.ts';
import type { RequestSettings } from './request-settings.ts';
import { describeFailure } from './retry.ts';
import { showText, showUrl } from './show-url.ts';
import { type CreateGuard, guardBody, untilAborted } from './transfer-guard.ts';

/** How something is asked for: what is sent besides the token, and how long it may take. */
export interface Asking {
  headers: Readonly<Record<string, string>>;
  createGuard: CreateGuard;
}

/**
 * Sends one GET when the pacing allows it; redirects are not followed, and the body is still to be read or cancelled:
 * it fails when the time is over. Another host than the Hub is not paced and gets no token.
 * @throws the abort reason when interrupted; Error for a lost connection or a time-out
 */
export async function send(
  settings: RequestSettings,
  parent: AbortSignal,
  { url, own }: Hop,
  asking: Asking,
): Promise<Response> {
  const { io, fetch, token, pacing } = settings;
  if (own) await pacing.turn();
  const sentAt = io.now();
  const guard = asking.createGuard(parent, settings.timeoutMs);
  const headers: Record<string, string> = { ...asking.headers };
  if (own && token !== null) headers.authorization = `Bearer ${token}`;
  let response: Response | null = null;
  let failure = '';
  try {
    const { signal } = guard;
    response = await untilAborted(signal, () => fetch(url, { headers, redirect: 'manual', signal }));
    guard.touch();
    if (response.body !== null) {
      const { status, headers: answered } = response;
      return new Response(guardBody(response.body, guard), { status, headers: answered });
    }
    guard.end();
    return response;
  } catch (error) {
    guard.end();
    failure = `, ${showText(describeFailure(error))}`;
    throw error;
  } finally {
    note(settings, { url, own }, sentAt, response, failure);
  }
}

/** What an answer reveals besides its content. */
function note(
  { io, pacing, contact, clock, report, debug }: RequestSettings,
  { url, own }: Hop,
  sentAt: number,
  response: Response | null,
  failure: string,
): void {
  const now = io.now();
  const ms = now - sentAt;
  const status = response?.status ?? null;
  report({ type: 'request', status, ms });
  debug(
    `GET ${showUrl(url)}${own ? '' : ' (without the token)'}: ${status ?? 'no answer'}${failure}, ${ms} ms`,
  );
  if (response !== null) contact.answered = true;
  if (!own) return;
  if (response !== null) clock.note(response.headers, now);
  pacing.answered(response === null ? null : parseRateLimit(response.headers), sentAt, response?.ok ?? false);
}
