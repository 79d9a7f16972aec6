import type { HubOptions } from '../../src/hub/hub.ts';
import { listPages } from '../../src/hub/listing/list-pages.ts';
import type { ListedPage, ListRequest } from '../../src/hub/listing/records.ts';
import { fakeHub, readAll } from './fake-hub.ts';

export const request: ListRequest = { kind: 'models', task: null, by: 'tag', cards: true, sort: 'createdAt' };

/** Lists one page of these items, or of this text. */
export async function readOnePage(
  items: unknown[] | string,
  options: Partial<HubOptions> = {},
): Promise<ListedPage> {
  const body = typeof items === 'string' ? items : JSON.stringify(items);
  const { hub } = await fakeHub(() => new Response(body), options);
  const [page] = await readAll(listPages(hub, request, null));
  if (page === undefined) throw new Error('no page');
  return page;
}
