import { afterAll, beforeAll, expect } from 'vitest';
import { type SimulatedHub, startServer } from '../../src/simulate/serve/server.ts';
import { model, nameRepo, smallHub } from './small-hub.ts';

export const count = 2345;
export const token = 'hf_abcdefghijklmnopqrstuvwxyz';
export let hub: SimulatedHub;

/** A small Hub with odd repos, served for the tests of a file. */
export function prepareServer(): void {
  beforeAll(async () => {
    const catalogue = await smallHub(count, [
      nameRepo('models', 90_001, 'Secret/model', { private: true }),
      nameRepo('models', 90_002, 'gated/one', { gated: 'manual' }),
      nameRepo('models', 90_003, 'off/line', { disabled: true }),
      { kind: 'models', item: model(90_004, { id: 'un/listed' }), listed: false },
      nameRepo('models', 90_005, 'bert-base'),
      { kind: 'models', oldId: 'old/Name', newId: 'Owner1/model-1' },
      nameRepo('datasets', 90_006, 'o/squad', { tags: ['task_categories:question-answering'] }),
      { kind: 'datasets', oldId: 'squad', newId: 'o/squad' },
    ]);
    hub = await startServer(catalogue, { quota: 100_000 });
  });
  afterAll(() => hub.close());
}

export const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, hub.url), { headers, redirect: 'manual' });

export type Item = { _id: string; id: string; [field: string]: unknown };

/** All items of a listing, page by page. */
export async function crawl(path: string, headers: Record<string, string> = {}): Promise<Item[]> {
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
