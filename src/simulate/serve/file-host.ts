import { createServer, type IncomingHttpHeaders } from 'node:http';
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

/** Starts it on a free port. A request with a token is refused: only the Hub may see the token. */
export async function startFileHost(
  repo: DumpRepo,
  onRequest: OnFileRequest = () => ({}),
): Promise<FileHost> {
  let requests = 0;
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const transfer = onRequest({ number: requests++, url, headers: request.headers });
    const name = new URL(url, 'http://host').pathname.slice(1);
    const file = repo.files.find(({ etag }) => etag === `"${name}"`);
    if (request.headers.authorization !== undefined)
      response.writeHead(400).end('Only one auth mechanism allowed');
    else if (file === undefined) response.writeHead(404).end();
    else sendFile(request, response, file, transfer).catch(() => response.destroy());
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
