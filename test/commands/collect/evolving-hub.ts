import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { repo } from '../../hub/fake-hub.ts';

export type Repo = ReturnType<typeof repo>;
type Kind = 'models' | 'datasets';

/** A repo as the Hub has it, and as an update is to leave it: without changes that it cannot see. Null: none. */
export interface Entry {
  live: Repo | null;
  seen: Repo | null;
}

/** What a Hub answers with. */
export interface EvolvingHub {
  models: Entry[];
  datasets: Entry[];
  /** Names of today by those of once, folded. */
  renames: Map<string, string>;
  /** Which side listings show; look-ups always answer by the live one. */
  view: keyof Entry;
  /** Whether it lists in ascending order, or refuses to. */
  ascends: boolean;
  /** Whether listings show private repos, marked so, as they do to a token of their owner. */
  showsPrivate: boolean;
}

/** Fewer than there are, so that walks have cursors. */
const pageSize = 7;

/** Serves what `current` returns. */
export async function serveEvolvingHub(current: () => EvolvingHub): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => answer(current(), request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function answer(hub: EvolvingHub, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', `http://${request.headers.host}`);
  const [, kind, name] = /^\/api\/(models|datasets)(?:\/(.+)\/revision\/HEAD)?$/.exec(url.pathname) ?? [];
  if (kind === undefined) throw new Error(`unknown request: ${url}`);
  const [status, value] =
    name === undefined
      ? list(hub, kind as Kind, url, response)
      : lookUp(hub, kind as Kind, decodeURIComponent(name));
  response.statusCode = status;
  response.end(JSON.stringify(value));
}

function lookUp(hub: EvolvingHub, kind: Kind, name: string): [number, unknown] {
  const today = (hub.renames.get(name.toLowerCase()) ?? name).toLowerCase();
  const found = hub[kind].find(
    ({ live }) => live !== null && String(live.id).toLowerCase() === today && live.private !== true,
  );
  return found === undefined ? [401, { error: 'Invalid username or password.' }] : [200, found.live];
}

function list(hub: EvolvingHub, kind: Kind, url: URL, response: ServerResponse): [number, unknown] {
  const { searchParams } = url;
  const ascending = searchParams.get('direction') === '1';
  const sort = searchParams.get('sort') ?? 'createdAt';
  if (ascending && (!hub.ascends || sort !== 'createdAt')) return [400, { error: 'Invalid direction' }];
  const task = searchParams.get('pipeline_tag') ?? searchParams.get('filter');
  const listed = hub[kind]
    .map((entry) => entry[hub.view])
    .filter((item): item is Repo => item !== null && (item.private !== true || hub.showsPrivate))
    .filter((item) => task === null || item.pipeline_tag === task || (item.tags as string[]).includes(task));
  // The real Hub's ascending cursors are keyed by `_id` alone; newest first, ties are in the order of ids.
  const key = ascending ? '_id' : sort;
  const sign = ascending ? 1 : -1;
  const order = (a: Repo, b: Repo): number =>
    sign * String(a[key]).localeCompare(String(b[key])) || String(a._id).localeCompare(String(b._id));
  const sorted = listed.sort(order);
  const after = searchParams.get('cursor');
  const rest = after === null ? sorted : sorted.filter((item) => isAfter(item, after, key, sign));
  const page = rest.slice(0, pageSize);
  const last = page.at(-1);
  if (rest.length > pageSize && last !== undefined) {
    const keys = ascending ? { _id: { $gt: last._id } } : { after: [last[key], last._id] };
    searchParams.set('cursor', Buffer.from(JSON.stringify(keys)).toString('base64'));
    response.setHeader('Link', `<${url.href}>; rel="next"`);
  }
  return [200, page];
}

function isAfter(item: Repo, cursor: string, key: string, sign: number): boolean {
  const keys = JSON.parse(Buffer.from(cursor, 'base64').toString());
  if (key === '_id') return String(item._id) > keys._id.$gt;
  const [value, id] = keys.after;
  const compared = sign * String(item[key]).localeCompare(value);
  return compared > 0 || (compared === 0 && String(item._id) > id);
}
