import type { RepoKind } from '../../repo-kind.ts';
import { type Answer, errorAnswer, jsonAnswer } from './answer.ts';
import { withBaseModels } from './base-models.ts';
import type { Catalogue } from './catalogue.ts';
import { fromAscendingCursor, fromCursor, toAscendingCursor, toCursor } from './cursor.ts';
import { fieldsOf, pickJson } from './expand.ts';
import { type Shelf, type SortField, sortFields } from './shelf.ts';

/** The most repos on a page, and how many where none are asked for. */
const mostPerPage = 1000;

/** A request, taken apart. */
export interface ListCall {
  kind: RepoKind;
  /** The absolute URL, with the host that the client used. */
  url: URL;
  hasToken: boolean;
  /** Faults of this page: `repeat` = half of the page before again, `empty` = nothing yet, but a next link. */
  quirk?: { form: 'repeat' | 'empty'; token: string };
}

/** One page of `/api/models` or `/api/datasets`, with the link to the next. */
export function listPage(catalogue: Catalogue, { kind, url, hasToken, quirk }: ListCall): Answer {
  const query = url.searchParams;
  const asked = Number(query.get('limit') ?? mostPerPage);
  if (!Number.isInteger(asked) || asked < 1)
    return errorAnswer(400, '"limit" must be a whole number above 0');
  // The Python client sends any number of repos that its user wants, and follows the links.
  const limit = Math.min(asked, mostPerPage);
  const sort = sortFields.find((field) => field === (query.get('sort') ?? 'trendingScore'));
  if (sort === undefined) return errorAnswer(400, `"sort" must be one of [${sortFields.join(', ')}]`);
  const direction = query.get('direction') ?? '-1';
  if (direction !== '-1' && !(direction === '1' && sort === 'createdAt')) {
    return errorAnswer(400, `"direction" must be -1 when sorting by ${sort}`);
  }
  const isAscending = direction === '1';
  const fields = fieldsOf(kind, query, 'listing');
  if (typeof fields === 'string') return errorAnswer(400, fields);
  const shelf = catalogue[kind];
  const chosen = shelf.select({
    filters: query.getAll('filter'),
    pipelineTag: kind === 'models' ? query.get('pipeline_tag') : null,
    author: query.get('author'),
    search: query.getAll('search'),
    gated: toFlag(query.get('gated')),
    sort,
    isAscending,
    withPrivate: hasToken,
  });
  const cursor = query.get('cursor');
  const place = placeOf(cursor, shelf, chosen, { sort, isAscending });
  if (place === null) return errorAnswer(400, 'Invalid cursor');
  const start = quirk?.form === 'repeat' ? Math.max(0, place - Math.ceil(limit / 2)) : place;
  const end = quirk?.form === 'empty' ? start : Math.min(chosen.length, start + limit);
  const page = chosen.subarray(start, end);
  const items =
    kind === 'models' && fields.includes('baseModels')
      ? Array.from(page, (at) => pickJson(withBaseModels(catalogue, shelf.itemAt(at)), fields))
      : shelf.pick(page, fields);
  const headers: Record<string, string> = {};
  if (end < chosen.length || quirk?.form === 'empty') {
    const last = end === 0 ? null : (chosen[end - 1] ?? null);
    const next =
      isAscending && last !== null
        ? toAscendingCursor(shelf, last, quirk?.token)
        : toCursor(shelf, last, sort, quirk?.token);
    headers.Link = `<${nextUrl(url, sort, next)}>; rel="next"`;
  }
  return jsonAnswer(200, `[${items.join(',')}]`, headers);
}

const toFlag = (text: string | null): boolean | null => (text === null ? null : /^(?:true|1)$/i.test(text));

function placeOf(
  cursor: string | null,
  shelf: Shelf,
  chosen: Uint32Array,
  { sort, isAscending }: { sort: SortField; isAscending: boolean },
): number | null {
  if (cursor === null) return 0;
  return isAscending ? fromAscendingCursor(shelf, chosen, cursor) : fromCursor(shelf, chosen, sort, cursor);
}

/** The query as it was asked, with the order that was meant where none was, and the cursor of the next page. */
function nextUrl(url: URL, sort: SortField, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set('sort', sort);
  next.searchParams.set('cursor', cursor);
  return next.href;
}
