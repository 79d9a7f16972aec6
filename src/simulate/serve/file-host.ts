import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerFailure } from './answer-failure.ts';
import type { DumpRepo } from './dump-repo.ts';
import { listen } from './listen.ts';
import { sendFile, type Transfer } from './send-file.ts';

/** A host beside a simulated Hub that keeps its files, as the Hub's content delivery network does. */
export interface FileHost {
  /** `http://127.0.0.1:<port>`: another origin than the Hub's. */
  url: string;
  close(): Promise<void>;
}

/** Called for each request; decides what happens to it. */
export type OnFileRequest = (seen: { number: number; url: string; headers: IncomingHttpHeaders }) => Transfer;

/**
 * Starts it on a free port. A request with a token is refused: only the Hub may see the token.
 * @param log takes what fails within the server, a line each
 */
export async function startFileHost(
  repo: DumpRepo,
  {
    onRequest = () => ({}),
    log,
  }: { onRequest?: OnFileRequest; log?: ((line: string) => void) | undefined } = {},
): Promise<FileHost> {
  let requests = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    const transfer = onRequest({ number: requests++, url, headers: request.headers });
    const name = new URL(`http://host${url}`).pathname.slice(1);
    const file = repo.files.find(({ etag }) => etag === `"${name}"`);
    if (request.headers.authorization !== undefined)
      response.writeHead(400).end('Only one auth mechanism allowed');
    else if (file === undefined) response.writeHead(404).end();
    else await sendFile(request, response, file, transfer);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => answerFailure(response, error, log));
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
