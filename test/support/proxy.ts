import { createServer, request as send } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A proxy on loopback that leads every host to one port of this machine. */
export interface TestProxy {
  /** `127.0.0.1:<port>`, without a scheme. */
  host: string;
  /** `GET <absolute URL>` of what it forwarded, `CONNECT <host>:<port>` of its tunnels. */
  readonly seen: string[];
  /** The user name and password that each request came with. */
  readonly credentials: string[];
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<TestProxy> {
  const { port } = new URL(target);
  const seen: string[] = [];
  const credentials: string[] = [];
  const note = (line: string, authorization: string | undefined): void => {
    seen.push(line);
    credentials.push(Buffer.from(authorization?.split(' ')[1] ?? '', 'base64').toString('utf8'));
  };
  const server = createServer((asked, answer) => {
    note(`${asked.method} ${asked.url}`, asked.headers['proxy-authorization']);
    const { pathname, search } = new URL(asked.url ?? '');
    const { method, headers } = asked;
    send({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    }).end();
  });
  server.on('connect', (asked, socket) => {
    note(`CONNECT ${asked.url}`, asked.headers['proxy-authorization']);
    const through = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    for (const end of [through, socket]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    credentials,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
