import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect } from '../../../src/commands/collect.ts';
import { status } from '../../../src/commands/status.ts';
import { buildCatalogue, type CatalogueEntry } from '../../../src/simulate/serve/catalogue.ts';
import { type SimulatedHub, startServer } from '../../../src/simulate/serve/server.ts';
import { openSnapshot } from '../../../src/snapshot/file/open-snapshot.ts';
import { readRows } from '../../../src/snapshot/file/query.ts';
import { changingCatalogue } from '../../support/changing-catalogue.ts';

const minute = 60_000;

interface Item {
  _id: string;
  id: string;
  tags: string[];
  createdAt: string;
  lastModified: string;
  pipeline_tag: string;
}

/** A repo as the Hub makes it: its `_id` begins with the second of its creation. */
function makeItem(number: number, moment: number, lastModified = moment): Item {
  const second = Math.floor(moment / 1000);
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  return {
    _id: `${hex(second, 8)}${hex(number, 16)}`,
    id: `owner/repo-${number}`,
    tags: [],
    createdAt: new Date(second * 1000).toISOString(),
    lastModified: new Date(lastModified).toISOString(),
    pipeline_tag: 'fill-mask',
  };
}

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hfreuse-walk-'));
  file = join(folder, 'hub.duckdb');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const world = { env: { HOME: '/nonexistent' } };
const read = (endpoint: string, more: object = {}) =>
  collect(
    { snapshot: file, all: true, endpoint, pageSize: 10, resolve: 'none', retries: 0, ...more },
    { world },
  );

async function readNames(): Promise<string[]> {
  const snapshot = await openSnapshot(file);
  try {
    const rows = await readRows(snapshot.connection, 'SELECT DISTINCT id FROM model_rows ORDER BY hub_id');
    return rows.map(({ id }) => String(id));
  } finally {
    snapshot.close();
  }
}
const walks = async () => (await status(file)).document.streams.map(({ walk }) => walk);
const listOf = (items: readonly Item[]): string[] => items.map(({ id }) => id);

describe('a Hub that grows while it is read', () => {
  it('is read up to where the collection began; an update reads the rest', async () => {
    const now = Date.now();
    const old = Array.from({ length: 60 }, (_, n) => makeItem(n, now - (100 - n) * minute));
    const young = Array.from({ length: 15 }, (_, n) => makeItem(100 + n, now + (n + 1) * minute));
    const entries = (items: readonly Item[]): CatalogueEntry[] =>
      items.map((item) => ({ kind: 'models', item: { ...item } }));
    const before = await buildCatalogue(entries(old));
    const after = await buildCatalogue(entries([...old, ...young]));
    const server: SimulatedHub = await startServer(
      changingCatalogue(() => (server.requests() <= 3 ? before : after)),
      { quota: 1_000_000 },
    );
    try {
      expect(await read(server.url, { concurrency: 1 })).toMatchObject({ complete: true, models: 60 });
      expect(await readNames()).toEqual(listOf(old));
      expect(await walks()).toEqual(['ascending', 'ascending']);
      expect(await read(server.url, { update: true })).toMatchObject({ complete: true, models: 75 });
    } finally {
      await server.close();
    }
  });
});

/** What is asked of the Hub below, and how it answers. */
let asked: URL[];
let items: Item[];
let clock: number;
let server: Server;
/** Another answer than the right one to a request; null for the right one. */
let odd: (url: URL) => { status: number } | 'silent' | null;

describe('a Hub that knows its own order', () => {
  beforeEach(async () => {
    clock = Date.parse('2026-10-01T12:00:00Z');
    [asked, odd] = [[], () => null];
    items = Array.from({ length: 45 }, (_, n) => makeItem(n, clock - (100 - n) * minute));
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      response.setHeader('Date', new Date(clock).toUTCString());
      if (url.pathname !== '/api/models') return response.end('[]');
      asked.push(new URL(url));
      const answer = odd(url);
      if (answer !== null && answer !== 'silent') return response.writeHead(answer.status).end();
      const query = url.searchParams;
      const sort = query.get('sort') === 'lastModified' ? 'lastModified' : '_id';
      const ascends = query.get('direction') === '1' && answer !== 'silent';
      const listed = [...items].sort((a, b) => (a[sort] < b[sort] === ascends ? -1 : 1));
      const cursor = JSON.parse(Buffer.from(query.get('cursor') ?? '', 'base64').toString() || '{}');
      const after = cursor._id?.$gt ?? cursor.after;
      const start =
        after === undefined
          ? 0
          : 1 + listed.findLastIndex((item) => (ascends ? item._id <= after : item._id >= after));
      const page = listed.slice(start, start + Number(query.get('limit')));
      const last = page.at(-1)?._id;
      url.searchParams.set(
        'cursor',
        Buffer.from(JSON.stringify(ascends ? { _id: { $gt: last } } : { after: last })).toString('base64'),
      );
      if (!ascends) url.searchParams.delete('direction');
      if (start + page.length < listed.length)
        response.setHeader('Link', `<${url.pathname}${url.search}>; rel="next"`);
      return response.end(JSON.stringify(page));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** Of all requests; the last one reads the first page again, to see whether downloads were counted anew. */
  const directions = () => asked.map(({ searchParams }) => searchParams.get('direction'));

  it('is asked for the oldest first, and nothing made after the beginning by its own clock is kept', async () => {
    const late = [makeItem(900, clock + 2 * minute), makeItem(901, clock + 3 * minute)];
    items.push(...late);
    expect(await read(url())).toMatchObject({ complete: true, models: 45 });
    expect(directions()).toEqual(Array(6).fill('1'));
    expect(asked[0]?.searchParams.get('sort')).toBe('createdAt');
  });

  it('an update goes on after the last repo, whose date of change need not show that others are new', async () => {
    await read(url());
    clock += 10 * minute;
    const silent = makeItem(900, clock - minute, clock - 365 * 24 * 60 * minute);
    items.push(silent);
    [asked] = [[]];
    expect(await read(url(), { update: true })).toMatchObject({ complete: true, models: 46 });
    const cursor = Buffer.from(asked[0]?.searchParams.get('cursor') ?? '', 'base64').toString();
    expect(JSON.parse(cursor)).toEqual({ _id: { $gt: items[44]?._id } });
    expect(directions()).toEqual(['1', ...Array(asked.length - 2).fill(null), '1']);
  });

  it('an update does without where the cursor is refused', async () => {
    await read(url());
    items.push(makeItem(900, clock, clock + minute));
    odd = ({ searchParams }) => (searchParams.has('direction') ? { status: 400 } : null);
    expect(await read(url(), { update: true })).toMatchObject({ complete: true, models: 46 });
  });

  it('a page that is refused is asked for by the last _id, before all of it is read again', async () => {
    // The URL that it gave is refused as it is; another leads to the same place.
    const refused = ({ searchParams }: URL) => searchParams.get('stale') === '1';
    let given = 0;
    odd = (asking) => {
      if (asking.searchParams.has('cursor') && ++given === 2) return { status: 503 };
      return refused(asking) ? { status: 400 } : null;
    };
    expect((await read(url())).complete).toBe(false);
    expect(await readNames()).toHaveLength(20);
    await setNextUrl('&stale=1');
    [asked, odd] = [[], (asking) => (refused(asking) ? { status: 400 } : null)];
    expect(await read(url())).toMatchObject({ complete: true, models: 45 });
    expect(asked.map((one) => [refused(one), one.searchParams.has('cursor')])).toEqual([
      [true, true],
      ...Array(3).fill([false, true]),
      [false, false],
    ]);
  });

  it.each([400, 422])('that answers %i to the direction is walked the other way, once', async (code) => {
    odd = ({ searchParams }) => (searchParams.has('direction') ? { status: code } : null);
    expect(await read(url())).toMatchObject({ complete: true, models: 45 });
    expect(directions()).toEqual(['1', ...Array(6).fill(null)]);
    expect(await walks()).toEqual(['descending', 'ascending']);
    [asked] = [[]];
    await read(url(), { update: true });
    expect(directions().every((direction) => direction === null)).toBe(true);
  });

  it('that does not echo the direction is walked the other way, once', async () => {
    odd = () => 'silent';
    expect(await read(url())).toMatchObject({ complete: true, models: 45 });
    expect(directions()).toEqual(['1', ...Array(6).fill(null)]);
    expect(await walks()).toEqual(['descending', 'ascending']);
  });

  it('is not walked so for a try', async () => {
    await read(url(), { limit: 7, all: false, tasks: ['fill-mask'] });
    expect(directions().every((direction) => direction === null)).toBe(true);
  });

  /** Adds to the stored URL of the models. */
  async function setNextUrl(more: string): Promise<void> {
    const { openSnapshotForWriting } = await import('../../../src/snapshot/file/open-snapshot.ts');
    const snapshot = await openSnapshotForWriting(file);
    await snapshot.connection.run(
      `UPDATE streams SET next_url = next_url || '${more}' WHERE kind = 'models'`,
    );
    snapshot.close();
  }
});
