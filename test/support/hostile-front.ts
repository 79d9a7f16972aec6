import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, jsonAnswer, textAnswer } from '../../src/simulate/serve/answer.ts';

// What no client can get over by asking again: a simulated Hub never does it, so a server in front of one does.

/** What is answered instead of the right answer, which has no body yet. */
export type Hostility =
  | { kind: 'answer'; make: (path: string) => Answer }
  /** The right answer, with this next link. */
  | { kind: 'link'; make: (path: string) => string };

const redirect = (location: string): Answer =>
  textAnswer(307, `Temporary Redirect. Redirecting to ${location}`, { Location: location });

/** A redirect to the same address; of no effect but once, without {@link keepLooping}. */
export const redirectToItself: Hostility = { kind: 'answer', make: redirect };

/** The same plan, in which an address that redirected to itself always does. */
export function keepLooping(plan: (path: string) => Hostility | null): (path: string) => Hostility | null {
  const looping = new Set<string>();
  return (path) => {
    const hostility = plan(path);
    if (hostility === redirectToItself) looping.add(path);
    return looping.has(path) ? redirectToItself : hostility;
  };
}

/** A redirect of this request to another origin. */
export const foreignRedirect = (origin: string): Hostility => ({
  kind: 'answer',
  make: (path) => redirect(`${origin}${path}`),
});

/** A next link to another origin. */
export const foreignLink = (origin: string): Hostility => ({
  kind: 'link',
  make: (path) => `<${origin}${path}>; rel="next"`,
});

/** A page for people instead of an answer, with a status that is final. */
export const forbidden: Hostility = {
  kind: 'answer',
  make: () => textAnswer(451, '<!DOCTYPE html><html></html>', { 'Content-Type': 'text/html; charset=utf-8' }),
};

/** A list with one repo that has a tag of this many bytes. */
export const oversized = (bytes: number): Hostility => ({
  kind: 'answer',
  make: () =>
    jsonAnswer(
      200,
      JSON.stringify([{ _id: 'f'.repeat(24), id: 'someone/too-large', tags: ['x'.repeat(bytes)] }]),
    ),
});

/** A server in front of a Hub: what `plan` gives for a path is answered, everything else passed on as it is. */
export async function startFront(
  hub: string,
  plan: (path: string) => Hostility | null,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((asked, response) => {
    const path = asked.url ?? '/';
    const hostility = plan(path);
    if (hostility?.kind !== 'answer') return passOn(hub, asked, response, hostility?.make(path));
    const { status, headers, body } = hostility.make(path);
    response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Passes a request on, `Host` too, so that links lead to the front; a connection that is cut there is cut here. */
function passOn(hub: string, asked: IncomingMessage, response: ServerResponse, link?: string): void {
  const cut = (): void => void response.destroy();
  const { method, headers } = asked;
  const passed = request(new URL(asked.url ?? '/', hub), { method, headers, agent: false }, (right) => {
    response.writeHead(right.statusCode ?? 500, {
      ...right.headers,
      ...(link === undefined ? {} : { link }),
    });
    right.on('error', cut).pipe(response);
  });
  response.on('close', () => passed.destroy());
  passed.on('error', cut).end();
}
