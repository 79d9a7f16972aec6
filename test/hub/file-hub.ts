import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { connectHub, type HubOptions } from '../../src/hub/hub.ts';
import { buildCatalogue } from '../../src/simulate/serve/catalogue.ts';
import { type DumpRepo, loadDumpRepo } from '../../src/simulate/serve/dump-repo.ts';
import type { Transfer } from '../../src/simulate/serve/send-file.ts';
import { type ServerOptions, type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { token } from './fake-hub.ts';
import { virtualIo } from './virtual-io.ts';

export let folder: string;
export const hubs: SimulatedHub[] = [];
export const servers: Server[] = [];
/** What was served is ended after each test, what was fetched is removed after the last. */
export function prepareFiles(): void {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hfreuse-download-'));
  });
  afterEach(async () => {
    for (const hub of hubs.splice(0)) await hub.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

export const size = 1_500_000;
export const content = randomBytes(size);

export interface Seen {
  authorization: string | undefined;
  range: string | undefined;
  ifRange: string | undefined;
}

/** A simulated Hub whose one file lies on another host, with what that host saw and what is to go wrong there. */
export async function serveFile(
  transfers: Transfer[] = [],
  options: Partial<HubOptions> = {},
  more: ServerOptions = {},
) {
  const file = join(folder, `source-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, content);
  const repo = await loadDumpRepo([{ path: 'data/models #1.parquet', file }]);
  const seen: Seen[] = [];
  const server = await startServer(await buildCatalogue([]), {
    dump: repo,
    fileHost: ({ number, headers }) => {
      seen.push({
        authorization: headers.authorization,
        range: headers.range,
        ifRange: headers['if-range'] as string,
      });
      return transfers[number] ?? {};
    },
    token,
    ...more,
  });
  hubs.push(server);
  const io = virtualIo(globalThis.fetch);
  const lines: string[] = [];
  const hub = await connectHub({
    io,
    endpoint: server.url,
    token,
    debug: (line) => lines.push(line),
    ...options,
  });
  return { repo, server, seen, hub, io, lines, target: `${file}.got`, wanted: toWanted(repo) };
}

export const toWanted = (repo: DumpRepo) => ({
  repo: repo.id,
  commit: repo.commit,
  path: 'data/models #1.parquet',
  size,
  sha256: repo.files[0]?.etag.slice(1, -1) ?? null,
});
export const nothing = (): void => {};
export const isWhole = (target: string): boolean => readFileSync(target).equals(content);

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
