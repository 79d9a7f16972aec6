import { datasetInfo, listDatasets, listModels, modelInfo } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';
import { startServer } from '../../src/simulate/serve/server.ts';
import { count, get, hub, prepareServer, token } from './served-hub.ts';
import { hubId, smallHub } from './small-hub.ts';

prepareServer();

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
