import type { ListRequest } from '../../src/hub/listing/records.ts';
import { type Answer, json, repo } from './fake-hub.ts';

export const request: ListRequest = {
  kind: 'models',
  task: 'fill-mask',
  by: 'pipeline_tag',
  cards: false,
  sort: 'createdAt',
};

/** A servePages of `rows` repos in pages of what `limit` asks for. */
export const servePages =
  (rows: number, largest = 1000): Answer =>
  ({ url }) => {
    const limit = Number(url.searchParams.get('limit'));
    if (limit > largest) return json({ error: `limit must be at most ${largest}` }, {}, 400);
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const page = Array.from({ length: Math.min(limit, rows - start) }, (_, index) => repo(start + index));
    const next = new URL(url);
    next.searchParams.set('cursor', String(start + limit));
    return json(page, start + limit < rows ? { Link: `<${next.href}>; rel="next"` } : {});
  };
