import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { repo } from '../../hub/fake-hub.ts';
import { runHfreuse } from '../../support/run.ts';

type Repo = ReturnType<typeof repo>;
export const hour = 3_600_000;

interface ChangingHub {
  models: Repo[];
  /** Its names that lead elsewhere. */
  exists: Map<string, Repo>;
  /** How far its clock is from ours. */
  clockMs: number;
  /** The names that were looked up. */
  looked: string[];
  /** Ends the requests of listings from this one on. */
  failsFrom: number;
  listings: number;
}

/** The Hub of each test, which the test changes. */
export let hub: ChangingHub;
let folder: string;
export let file: string;
let server: Server;

/** Serves a Hub for each test of a file. */
export function prepareHub(): void {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hfreuse-update-'));
    file = join(folder, 'hub.duckdb');
    hub = {
      ...{ models: [], exists: new Map(), clockMs: 0, looked: [] },
      ...{ failsFrom: Number.POSITIVE_INFINITY, listings: 0 },
    };
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      response.setHeader('Date', new Date(Date.now() + hub.clockMs).toUTCString());
      const name = /^\/api\/(?:models|datasets)\/(.+)\/revision\//.exec(url.pathname)?.[1];
      if (name !== undefined) {
        hub.looked.push(name);
        const found = hub.exists.get(name);
        response.statusCode = found === undefined ? 401 : 200;
        return response.end(JSON.stringify(found ?? { error: 'Invalid username or password.' }));
      }
      hub.listings += 1;
      if (hub.listings > hub.failsFrom) return response.writeHead(503).end();
      const sort = url.searchParams.get('sort') === 'lastModified' ? 'lastModified' : 'createdAt';
      const items = url.pathname === '/api/models' ? hub.models : [repo(9000, { tags: [] })];
      const sorted = [...items].sort((a, b) => String(b[sort]).localeCompare(String(a[sort])));
      return response.end(JSON.stringify(sorted));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** A repo that changed so long ago, by the Hub's clock. */
export const model = (n: number, agoMs: number, more: object = {}): Repo =>
  repo(n, { tags: [], lastModified: new Date(Date.now() + hub.clockMs - agoMs).toISOString(), ...more });

export const collect = (...more: string[]) => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return runHfreuse([
    'collect',
    '--all',
    '--endpoint',
    endpoint,
    '--snapshot',
    file,
    '--retries',
    '0',
    ...more,
  ]);
};
export const status = async () =>
  JSON.parse((await runHfreuse(['status', '--snapshot', file, '--format', 'json'])).stdout);

export async function query(sql: string): Promise<unknown[]> {
  const snapshot = await openSnapshot(file);
  try {
    return await readRows(snapshot.connection, sql);
  } finally {
    snapshot.close();
  }
}
