import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { connectHub, type Hub } from '../../src/hub/hub.ts';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import { lookUp } from '../../src/hub/look-up.ts';
import { readAll, repo, token } from './fake-hub.ts';
import { type VirtualIo, virtualIo } from './virtual-io.ts';

// Node's own fetch against a server on loopback: what a function as network cannot show.
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function connect(endpoint: string): Promise<{ hub: Hub; io: VirtualIo }> {
  const io = virtualIo(globalThis.fetch);
  return { hub: await connectHub({ io, endpoint, token, timeoutMs: 400 }), io };
}

const list = (value: unknown): string | null => (Array.isArray(value) ? null : 'no list');

describe('over a real connection', () => {
  it('survives resets before and inside the body, short and chunked bodies, stalls', async () => {
    const body = JSON.stringify([repo(1), repo(2)]);
    const faults: RequestListener[] = [
      (request) => void request.socket.destroy(),
      (_, response) => {
        response.writeHead(200, { 'Content-Length': body.length }).write(body.slice(0, 50));
        setTimeout(() => response.destroy(), 20);
      },
      (_, response) => {
        response.writeHead(200).write(body.slice(0, 100));
        setTimeout(() => response.destroy(), 20);
      },
      () => {},
      (_, response) => void response.writeHead(200).write('['),
    ];
    let count = 0;
    const endpoint = await serve((request, response) => {
      const fault = faults[count++];
      if (fault !== undefined) fault(request, response);
      else response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(body));
    });
    const { hub } = await connect(endpoint);
    const request = { kind: 'models', task: null, by: 'tag', cards: false, sort: 'createdAt' } as const;
    const pages = await readAll(listPages(hub, request, null));
    expect(pages.map(({ repos }) => repos.length)).toEqual([2]);
    expect(count).toBe(6);
  });

  it('stops a bomb of compressed bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024, 0x20));
    let count = 0;
    const endpoint = await serve((_, response) => {
      count += 1;
      if (count === 1) response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
      else response.end('[]');
    });
    const io = virtualIo(globalThis.fetch);
    const hub = await connectHub({ io, endpoint, token });
    expect((await hub.requestJson(`${endpoint}/api/models`, list)).value).toEqual([]);
    expect(count).toBe(2);
  });

  it('sends the token nowhere else', async () => {
    let foreign = 0;
    const other = await serve((_, response) => {
      foreign += 1;
      response.end('[]');
    });
    const endpoint = await serve((request, response) => {
      expect(request.headers.authorization).toBe(`Bearer ${token}`);
      if (request.url?.includes('revision')) response.writeHead(307, { Location: `${other}/x` }).end();
      else response.writeHead(200, { Link: `<${other}/x>; rel="next"` }).end('[]');
    });
    const { hub } = await connect(endpoint);
    expect((await lookUp(hub, 'models', 'a/b')).outcome).toBe('failed');
    const request = { kind: 'datasets', task: null, by: 'tag', cards: false, sort: 'createdAt' } as const;
    await expect(readAll(listPages(hub, request, null))).rejects.toThrow('another host');
    expect(foreign).toBe(0);
  });

  it('reports that nobody listens', async () => {
    const endpoint = await serve(() => {});
    const port = new URL(endpoint).port;
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const { hub } = await connect(`http://127.0.0.1:${port}`);
    await expect(hub.requestJson(`http://127.0.0.1:${port}/api/models`, list)).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  it('goes through the proxy of the environment, but where NO_PROXY states otherwise, and to this machine', async () => {
    const proxy = await serve((_, response) => void response.end('["proxied"]'));
    const direct = await serve((_, response) => void response.end('["direct"]'));
    const ask = async (endpoint: string, more: Record<string, string> = {}): Promise<unknown> => {
      const io = { ...virtualIo(globalThis.fetch), env: { HTTP_PROXY: proxy, ...more } };
      const hub = await connectHub({ io, endpoint, token: null, retries: 0 });
      return (await hub.requestJson(`${endpoint}/api/models`, list)).value;
    };
    expect(await ask('http://hub.example')).toEqual(['proxied']);
    // An address of this machine that does not look like one.
    const elsewhere = direct.replace('127.0.0.1', '0.0.0.0');
    expect(await ask(elsewhere)).toEqual(['proxied']);
    expect(await ask(elsewhere, { NO_PROXY: 'x.example,0.0.0.0' })).toEqual(['direct']);
    expect(await ask(direct)).toEqual(['direct']);
  });
});
