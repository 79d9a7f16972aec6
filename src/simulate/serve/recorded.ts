import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { errorAnswer } from './answer.ts';
import { answerFailure } from './answer-failure.ts';
import { listen } from './listen.ts';
import { quotaCounter } from './rate-limit.ts';
import type { ServerOptions, SimulatedHub } from './server.ts';

/** Answers of a Hub that were recorded one by one. */
export interface Recording {
  /** The Hub that gave them, without a trailing slash: where an answer names it, this server's address is sent. */
  endpoint: string;
  /** The answer to a path with its query, its headers in lower case; null where there is none. */
  answerTo(path: string): { status: number; headers: Record<string, string>; body: Uint8Array } | null;
}

/** Headers that name addresses. */
const ofAddresses = ['link', 'location'];

/**
 * Serves recorded answers on 127.0.0.1, byte for byte, with the dates that they had; 404 to everything else.
 * @throws HfreuseError (exit 1) if the port is taken
 */
export async function startRecordedServer(
  recording: Recording,
  { port = 0, quota = 500, windowS = 300, now = Date.now, log }: ServerOptions = {},
): Promise<SimulatedHub> {
  let requests = 0;
  const count = quotaCounter({ quota, windowS, now });
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    requests += 1;
    const standing = count(request.headers.authorization ?? request.socket.remoteAddress ?? '');
    const { status, headers, body } = standing.spent
      ? errorAnswer(429, 'We had to rate limit you. Wait, or use a token of a higher tier.')
      : answerFrom(recording, request);
    response.writeHead(status, {
      ...standing.headers,
      ...headers,
      'content-length': Buffer.byteLength(body),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const server = createServer((request, response) => {
    try {
      answer(request, response);
    } catch (error) {
      answerFailure(response, error, log);
    }
  });
  server.keepAliveTimeout = 120_000;
  const taken = await listen(server, port);
  return {
    url: `http://127.0.0.1:${taken}`,
    requests: () => requests,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function answerFrom({ endpoint, answerTo }: Recording, request: IncomingMessage) {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const found = isRead ? answerTo(request.url ?? '/') : null;
  if (found === null) return errorAnswer(404, 'This is not among the recorded answers.');
  const own = `http://${request.headers.host ?? '127.0.0.1'}`;
  const headers = Object.entries(found.headers).map(([name, value]) => [
    name,
    ofAddresses.includes(name) ? value.replaceAll(endpoint, own) : value,
  ]);
  return { ...found, headers: Object.fromEntries(headers) as Record<string, string> };
}
