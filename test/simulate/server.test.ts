import { datasetInfo, listDatasets, listModels, modelInfo } from '@huggingface/hub';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { hubId, model, named, smallHub } from './small-hub.ts';

const count = 2345;
const token = 'hf_abcdefghijklmnopqrstuvwxyz';
let hub: SimulatedHub;

beforeAll(async () => {
  const catalogue = await smallHub(count, [
    named('models', 90_001, 'Secret/model', { private: true }),
    named('models', 90_002, 'gated/one', { gated: 'manual' }),
    named('models', 90_003, 'off/line', { disabled: true }),
    { kind: 'models', item: model(90_004, { id: 'un/listed' }), listed: false },
    named('models', 90_005, 'bert-base'),
    { kind: 'models', oldId: 'old/Name', newId: 'Owner1/model-1' },
    named('datasets', 90_006, 'o/squad', { tags: ['task_categories:question-answering'] }),
    { kind: 'datasets', oldId: 'squad', newId: 'o/squad' },
  ]);
  hub = await startServer(catalogue, { quota: 100_000 });
});
afterAll(() => hub.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, hub.url), { headers, redirect: 'manual' });

type Item = { _id: string; id: string; [field: string]: unknown };

/** All items of a listing, page by page. */
async function crawl(path: string, headers: Record<string, string> = {}): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const response = await get(next, headers);
    expect(response.status).toBe(200);
    items.push(...((await response.json()) as Item[]));
    next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return items;
}

describe('listing', () => {
  it.each([1, 7, 500, 1000])('gives every repo once, latest first, at %d a page', async (limit) => {
    const filter = limit === 1 ? '&pipeline_tag=fill-mask&search=model-1' : '';
    const items = await crawl(`/api/models?sort=createdAt&limit=${limit}${filter}&expand=createdAt`);
    const keys = items.map((item) => [item.createdAt, item._id] as const);
    const sorted = keys.toSorted(([at, a], [bt, b]) =>
      at !== bt ? (String(bt) > String(at) ? 1 : -1) : a < b ? -1 : 1,
    );
    expect(keys).toEqual(sorted);
    expect(new Set(keys.map(([, id]) => id)).size).toBe(items.length);
    if (limit !== 1) expect(items.length).toBe(count + 3);
  });

  it.each(['createdAt', 'lastModified', 'downloads'])(
    'lists repos without %s last, each once',
    async (sort) => {
      const values: unknown[] = [undefined, 'yesterday', Number.MAX_VALUE, undefined];
      const known = {
        createdAt: '2022-03-02T23:29:04',
        lastModified: '2023-01-01T00:00:00.000Z',
        downloads: 3_400_446_695,
      };
      const catalogue = await smallHub(
        0,
        [...values, ...Array(4).fill(known[sort as 'downloads'])].map((value, n) =>
          named('models', n, `x/${n}`, {
            createdAt: undefined,
            lastModified: undefined,
            downloads: undefined,
            [sort]: value,
          }),
        ),
      );
      const other = await startServer(catalogue);
      try {
        const ids: string[] = [];
        let next: string | undefined = `${other.url}/api/models?sort=${sort}&limit=1&expand=${sort}`;
        while (next !== undefined) {
          const response: Response = await fetch(next);
          expect(response.status).toBe(200);
          for (const { id } of (await response.json()) as Item[]) ids.push(id);
          next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
        }
        expect(ids).toEqual([4, 5, 6, 7, 0, 1, 2, 3].map((n) => `x/${n}`));
      } finally {
        await other.close();
      }
    },
  );

  it.each([1, 7, 1000])(
    'lists by creation in ascending order, repos without a date first, at %d a page',
    async (limit) => {
      const undated = [0, 1].map((n) =>
        named('models', 90_100 + n, `x/undated-${n}`, { createdAt: undefined }),
      );
      const other = await startServer(await smallHub(30, undated));
      try {
        const ids: string[] = [];
        let next: string | undefined = `${other.url}/api/models?sort=createdAt&direction=1&limit=${limit}`;
        while (next !== undefined) {
          const response: Response = await fetch(next);
          expect(response.status).toBe(200);
          for (const { _id } of (await response.json()) as Item[]) ids.push(_id);
          next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
          if (next === undefined) break;
          const cursor = Buffer.from(new URL(next).searchParams.get('cursor') ?? '', 'base64').toString();
          expect(JSON.parse(cursor)).toEqual({ _id: { $gt: ids.at(-1) } });
        }
        expect(ids).toEqual([
          ...[90_100, 90_101].map(hubId),
          ...Array.from({ length: 30 }, (_, n) => hubId(n)),
        ]);
      } finally {
        await other.close();
      }
    },
  );

  it('goes on in ascending order after a repo that is gone, by the time in its _id', async () => {
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    const entries = [1_700_000_000, 1_700_000_100].map((seconds, n) =>
      named('models', n, `x/${n}`, { createdAt: at(seconds) }),
    );
    const other = await startServer(await smallHub(0, entries));
    try {
      const gone = `${(1_700_000_050).toString(16)}${'0'.repeat(16)}`;
      const cursor = Buffer.from(JSON.stringify({ _id: { $gt: gone } })).toString('base64');
      const response = await fetch(`${other.url}/api/models?sort=createdAt&direction=1&cursor=${cursor}`);
      expect(((await response.json()) as Item[]).map(({ id }) => id)).toEqual(['x/1']);
    } finally {
      await other.close();
    }
  });

  it('refuses the cursor of one direction in the other', async () => {
    const next = async (query: string): Promise<string> => {
      const link = (await get(`/api/models?${query}&limit=2`)).headers.get('link');
      return new URL(/<([^>]+)>/.exec(link ?? '')?.[1] ?? '').searchParams.get('cursor') ?? '';
    };
    const [up, down] = ['sort=createdAt&direction=1', 'sort=createdAt'];
    expect((await get(`/api/models?${up}&cursor=${await next(up)}`)).status).toBe(200);
    expect((await get(`/api/models?${up}&cursor=${await next(down)}`)).status).toBe(400);
    expect((await get(`/api/models?${down}&cursor=${await next(up)}`)).status).toBe(400);
  });

  it.each([
    'sort=downloads&direction=1',
    'sort=lastModified&direction=1',
    'sort=createdAt&direction=2',
    'direction=1',
  ])('refuses %s, as the Hub does', async (query) =>
    expect((await get(`/api/models?${query}`)).status).toBe(400),
  );

  it('answers 500 and logs it where the server itself fails, and goes on', async () => {
    const lines: string[] = [];
    const catalogue = await smallHub(3);
    const { models } = catalogue;
    const broken = {
      ...catalogue,
      get models(): typeof models {
        if (lines.length === 0) throw new TypeError('a shelf\nis missing');
        return models;
      },
    };
    const other = await startServer(broken, { log: (line) => lines.push(line) });
    try {
      const failed = await fetch(`${other.url}/api/models?limit=2`);
      expect(failed.status).toBe(500);
      expect(await failed.json()).toEqual({ error: expect.stringContaining('Internal Error') });
      expect(lines).toEqual(['a request failed: a shelf is missing']);
      expect((await fetch(`${other.url}/api/models?limit=2`)).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it.each(['lastModified', 'downloads', 'likes'])('sorts by %s, descending, ties by _id', async (sort) => {
    const items = await crawl(`/api/models?sort=${sort}&limit=400&expand=${sort}`);
    expect(items.length).toBe(count + 3);
    for (const [index, item] of items.entries()) {
      const before = items[index - 1];
      if (before === undefined) continue;
      const [left, right] = [before[sort] as string, item[sort] as string];
      expect(left > right || (left === right && before._id < item._id)).toBe(true);
    }
  });

  it('gives at most 1000 a page, and the rest after it', async () => {
    const other = await startServer(await smallHub(1203));
    try {
      const response = await fetch(`${other.url}/api/models?limit=1200&sort=createdAt`);
      expect(await response.json()).toHaveLength(1000);
      const next = /<(http[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
      expect(next).toContain('limit=1200');
      expect(await (await fetch(next)).json()).toHaveLength(203);
    } finally {
      await other.close();
    }
  });

  it('names in the Link the order that was meant', async () => {
    const link = (await get('/api/models?limit=1')).headers.get('link');
    expect(link).toContain('limit=1&sort=trendingScore&cursor=');
  });

  it('sends the fields asked for, and nothing for what is unknown', async () => {
    const [item] = (await (
      await get('/api/models?limit=1&sort=createdAt&search=model-1&expand=pipeline_tag&expand=likes')
    ).json()) as Item[];
    expect(Object.keys(item ?? {})).toEqual(['_id', 'id', 'likes']);
  });

  it('filters by all tags, pipeline tag, owner and part of the name', async () => {
    const ids = async (query: string) => (await crawl(`/api/models?${query}`)).length;
    expect(await ids('filter=even')).toBe(Math.ceil(count / 2) + 1);
    expect(await ids('filter=even&filter=transformers&pipeline_tag=fill-mask')).toBe(Math.ceil(count / 6));
    expect(await ids('filter=base_model:Google/BERT&author=owner3')).toBe(count / 5);
    expect(await ids('search=MODEL-234')).toBe(6);
    expect(await ids('filter=nothing')).toBe(0);
    expect(await ids('pipeline_tag=nothing')).toBe(0);
    expect(await ids('dataset=x&other=y')).toBe(count + 3);
  });

  it('links to the host that was asked, with the query kept', async () => {
    const url = new URL('/api/models?limit=3&sort=createdAt&filter=even&expand=tags', hub.url);
    url.hostname = 'localhost';
    const direct = await fetch(new URL(url.pathname + url.search, hub.url));
    const next = new URL(/<([^>]+)>; rel="next"/.exec(direct.headers.get('link') ?? '')?.[1] ?? '');
    expect(next.origin).toBe(hub.url);
    expect(next.searchParams.getAll('expand')).toEqual(['tags']);
    const cursor = JSON.parse(Buffer.from(next.searchParams.get('cursor') ?? '', 'base64').toString());
    expect(cursor.$or[0]._id.$gt).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    ['limit=x', 'limit'],
    ['limit=0', 'limit'],
    ['sort=name', 'createdAt'],
    ['expand=nonsense', 'library_name'],
    ['cursor=bm9uc2Vuc2U%3D', 'cursor'],
    ['sort=likes&cursor=eyIkb3IiOlt7ImNyZWF0ZWRBdCI6IngifV19', 'cursor'],
  ])('answers 400 to %s', async (query, word) => {
    const response = await get(`/api/models?${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(word);
  });

  it('shows private repos to a token only, unlisted ones to nobody', async () => {
    const query = '/api/models?search=e&sort=createdAt&limit=1000&expand=private';
    const open = (await crawl(query)).map((item) => item.id);
    const known = (await crawl(query, { authorization: `Bearer ${token}` })).map((item) => item.id);
    expect(known.filter((id) => !open.includes(id))).toEqual(['Secret/model']);
    expect(known).not.toContain('un/listed');
    expect((await get(query, { authorization: 'Bearer wrong' })).status).toBe(401);
  });
});

describe('one repo', () => {
  it.each(['', '/revision/HEAD'])('is found, redirected to or refused (%s)', async (end) => {
    const ask = async (id: string, headers = {}) => {
      const response = await get(`/api/models/${id}${end}?expand=gated&expand=disabled`, headers);
      return [response.status, response.headers.get('location') ?? (await response.text())];
    };
    const authorization = `Bearer ${token}`;
    const query = '?expand=gated&expand=disabled';
    expect(await ask('bert-base')).toEqual([
      200,
      `{"_id":"${hubId(90_005)}","id":"bert-base","gated":false}`,
    ]);
    expect(await ask('gated/one')).toEqual([
      200,
      `{"_id":"${hubId(90_002)}","id":"gated/one","gated":"manual"}`,
    ]);
    expect((await ask('off/line'))[1]).toContain('"disabled":true');
    expect((await ask('un/listed'))[0]).toBe(200);
    expect(await ask('OWNER1/model-1')).toEqual([307, `/api/models/Owner1/model-1${end}${query}`]);
    expect(await ask('OLD/name')).toEqual([307, `/api/models/Owner1/model-1${end}${query}`]);
    for (const id of ['Secret/model', 'secret/model', 'no/such']) {
      expect(await ask(id)).toEqual([401, '{"error":"Invalid username or password."}']);
    }
    expect((await ask('Secret/model', { authorization }))[0]).toBe(200);
    expect((await ask('no/such', { authorization }))[0]).toBe(404);
  });

  it('states RepoNotFound in the header', async () => {
    const response = await get('/api/datasets/no/such', { authorization: `Bearer ${token}` });
    expect(response.headers.get('x-error-code')).toBe('RepoNotFound');
    expect((await get('/api/models/a/b/c')).status).toBe(404);
    expect((await get('/api/models/%E0%A4%A')).status).toBe(404);
  });
});

describe('with the official client', () => {
  it('lists', async () => {
    const names: string[] = [];
    const fields = { additionalFields: ['tags', 'createdAt'] as const satisfies string[] };
    for await (const entry of listModels({
      hubUrl: hub.url,
      sort: 'createdAt',
      search: { task: 'fill-mask' },
      additionalFields: [...fields.additionalFields],
    })) {
      expect(entry.task).toBe('fill-mask');
      expect(entry.tags).toContain('transformers');
      names.push(entry.name);
    }
    expect(new Set(names).size).toBe(Math.ceil(count / 3) + 1);
    const datasets = [];
    for await (const entry of listDatasets({
      hubUrl: hub.url,
      search: { tags: ['task_categories:question-answering'] },
    })) {
      datasets.push(entry.name);
    }
    expect(datasets).toEqual(['o/squad']);
  });

  it('follows renames, and reports what is missing', async () => {
    expect((await modelInfo({ name: 'old/name', hubUrl: hub.url })).name).toBe('Owner1/model-1');
    expect((await datasetInfo({ name: 'squad', hubUrl: hub.url })).name).toBe('o/squad');
    await expect(modelInfo({ name: 'no/such', hubUrl: hub.url })).rejects.toMatchObject({ statusCode: 401 });
    const asked = modelInfo({ name: 'no/such', hubUrl: hub.url, accessToken: token });
    await expect(asked).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('rate limits', () => {
  it('count down per client in fixed windows, and then answer 429', async () => {
    let time = 1_000_000;
    const limited = await startServer(await smallHub(3), { quota: 2, windowS: 300, now: () => time });
    const ask = async (headers = {}) => {
      const response = await fetch(`${limited.url}/api/models?limit=1`, { headers });
      return [response.status, response.headers.get('ratelimit'), response.headers.get('ratelimit-policy')];
    };
    const policy = '"fixed window";"api";q=2;w=300';
    expect(await ask()).toEqual([200, '"api";r=1;t=300', policy]);
    time += 10_500;
    expect(await ask()).toEqual([200, '"api";r=0;t=289', policy]);
    expect(await ask()).toEqual([429, '"api";r=0;t=289', policy]);
    expect(await ask({ authorization: `Bearer ${token}` })).toEqual([200, '"api";r=1;t=300', policy]);
    time += 289_500;
    expect(await ask()).toEqual([200, '"api";r=1;t=300', policy]);
    await limited.close();
  });

  it('reports it when the port is taken', async () => {
    const port = Number(new URL(hub.url).port);
    await expect(startServer(await smallHub(1), { port })).rejects.toThrow(`cannot use port ${port}`);
  });
});
