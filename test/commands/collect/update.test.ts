import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { repo } from '../../hub/fake-hub.ts';
import { runHfreuse } from '../../support/run.ts';

type Repo = ReturnType<typeof repo>;
const hour = 3_600_000;

let folder: string;
let file: string;
let server: Server;
/** The Hub: its repos, its names that lead elsewhere, and how far its clock is from ours. */
let models: Repo[];
let exists: Map<string, Repo>;
let clockMs: number;
let looked: string[];
/** Ends the requests of listings from this one on. */
let failsFrom: number;
let listings: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-update-'));
  file = join(folder, 'hub.duckdb');
  [models, exists, clockMs, looked, failsFrom, listings] = [
    [],
    new Map(),
    0,
    [],
    Number.POSITIVE_INFINITY,
    0,
  ];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    response.setHeader('Date', new Date(Date.now() + clockMs).toUTCString());
    const name = /^\/api\/(?:models|datasets)\/(.+)\/revision\//.exec(url.pathname)?.[1];
    if (name !== undefined) {
      looked.push(name);
      const found = exists.get(name);
      response.statusCode = found === undefined ? 401 : 200;
      return response.end(JSON.stringify(found ?? { error: 'Invalid username or password.' }));
    }
    listings += 1;
    if (listings > failsFrom) return response.writeHead(503).end();
    const sort = url.searchParams.get('sort') === 'lastModified' ? 'lastModified' : 'createdAt';
    const items = url.pathname === '/api/models' ? models : [repo(9000, { tags: [] })];
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

/** A repo that changed so long ago, by the Hub's clock. */
const model = (n: number, agoMs: number, more: object = {}): Repo =>
  repo(n, { tags: [], lastModified: new Date(Date.now() + clockMs - agoMs).toISOString(), ...more });

const collect = (...more: string[]) => {
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
const status = async () =>
  JSON.parse((await runHfreuse(['status', '--snapshot', file, '--format', 'json'])).stdout);

async function query(sql: string): Promise<unknown[]> {
  const snapshot = await openSnapshot(file);
  try {
    return await readRows(snapshot.connection, sql);
  } finally {
    snapshot.close();
  }
}

describe('--update', () => {
  it.each([-3, 3])('sees what changed since, though the clocks are %i hours apart', async (hours) => {
    clockMs = hours * hour;
    models = [model(1, 30 * 24 * hour), model(2, 20 * 24 * hour)];
    expect((await collect()).code).toBe(0);
    models[0] = { ...model(1, -60_000), likes: 77 };
    expect((await collect('--update')).code).toBe(0);
    expect(await query(`SELECT likes::INTEGER AS likes FROM model_rows ORDER BY hub_id`)).toEqual([
      { likes: 77 },
      { likes: 1 },
    ]);
  });

  it('asks again for names that were answered before', async () => {
    models = [model(1, 48 * hour, { tags: ['dataset:hidden', 'dataset:taken'] })];
    exists.set('taken', repo(50, { id: 'now/elsewhere' }));
    await collect();
    expect((await status()).references.datasets).toMatchObject({ outside: 1, missing: 1 });
    exists.set('hidden', repo(51, { id: 'hidden' }));
    exists.delete('taken');
    looked = [];
    expect((await collect('--update')).stderr).toMatch(/is finished/);
    expect(looked.sort()).toEqual(['hidden', 'now/elsewhere', 'taken']);
    expect(await status()).toMatchObject({
      finished: true,
      references: { datasets: { outside: 1, missing: 1, unresolved: 0 } },
    });
    looked = [];
    expect((await collect()).stderr).toMatch(/nothing is left to read/);
    expect(looked).toEqual([]);
  });

  it('takes out of the figures what is private now, and back what is public again', async () => {
    models = [model(1, 48 * hour), model(2, 48 * hour)];
    await collect();
    models[1] = model(2, -1000, { private: true });
    await collect('--update');
    expect(await status()).toMatchObject({ models: 1, private: 1 });
    models[1] = model(2, -2000);
    await collect('--update');
    expect(await status()).toMatchObject({ models: 2, private: 0 });
  });

  it('that ended half-way is warned of, and gone on with', async () => {
    models = [model(1, 48 * hour)];
    await collect();
    models.push(model(2, -1000));
    // The first listing is read, the second is not.
    failsFrom = listings + 1;
    const half = await collect('--update', '--concurrency', '1');
    expect(half.code).toBe(3);
    expect(await status()).toMatchObject({ complete: true, finished: false });
    const report = await runHfreuse(['report', '--snapshot', file, '--format', 'json']);
    expect(JSON.parse(report.stdout).warnings[0]).toMatch(/^Half updated: .* run collect again\.$/);
    failsFrom = Number.POSITIVE_INFINITY;
    expect((await collect()).stderr).toMatch(/is finished/);
    expect(await status()).toMatchObject({ finished: true, models: 2 });
    const after = await runHfreuse(['report', '--snapshot', file, '--format', 'json']);
    expect(after.stdout).not.toContain('Half updated');
  });

  it('leaves one row of each repo, however often it is done', async () => {
    const text = ['x'.repeat(20_000)];
    models = Array.from({ length: 300 }, (_, n) => model(n, 48 * hour, { tags: [`${n}`, ...text] }));
    await collect('--resolve', 'none');
    let early = 0;
    for (let round = 1; round <= 12; round += 1) {
      models = models.map((_, n) => model(n, 0, { tags: [`${round} ${n}`, ...text], likes: round }));
      await collect('--update', '--resolve', 'none');
      if (round === 4) early = statSync(file).size;
    }
    expect(
      await query('SELECT count(*)::INTEGER AS n, min(likes)::INTEGER AS likes FROM model_rows'),
    ).toEqual([{ n: 300, likes: 12 }]);
    expect((await status()).streams[0]).toMatchObject({ rows: 300, state: 'done' });
    expect(statSync(file).size).toBeLessThan(1.5 * early);
  });
});
