import { parseDate } from '../../parse-date.ts';
import type { ApiItem } from './api-item.ts';
import type { PackedItems } from './packed-items.ts';

/** What a listing can be sorted by, descending, ties by `_id` ascending. Only `createdAt` can be ascending, too. */
export const sortFields = ['createdAt', 'lastModified', 'downloads', 'likes', 'trendingScore'] as const;
export type SortField = (typeof sortFields)[number];

/** An unknown value comes last, and first in ascending order. */
const unknown = Number.NEGATIVE_INFINITY;

/** The latest moment that JavaScript knows; counts stay below it, too. */
const latestMoment = 8.64e15;

/** The value that an item is sorted by: milliseconds or a count. */
export function sortValue(item: ApiItem, field: SortField): number {
  const value = item[field];
  const number = typeof value === 'string' ? parseDate(value) : value;
  // A number that is not a date cannot be in a cursor.
  const isKnown = typeof number === 'number' && Number.isFinite(number) && Math.abs(number) <= latestMoment;
  return isKnown ? number : unknown;
}

/** How many selections, and sets of fields, are kept ready. */
const keptSelections = 200;
const keptFieldSets = 50;

/**
 * The repos of one kind: their items, the order of `createdAt`, and what is needed to find them.
 */
export class Shelf {
  readonly size: number;
  readonly #items: PackedItems;
  readonly #arrivals: Uint32Array;
  readonly #hubIds: readonly string[];
  readonly #values: Record<SortField, Float64Array>;
  readonly #private: Uint8Array;
  readonly #listed: Uint8Array;
  readonly #byTag: ReadonlyMap<string, Uint32Array>;
  readonly #positionById = new Map<string, number>();
  #positionByHubId: Map<string, number> | null = null;
  readonly #selections = new Map<string, Uint32Array>();
  readonly #fieldSets = new Map<string, readonly string[]>();

  constructor(entries: ShelfEntries) {
    this.size = entries.ids.length;
    this.#items = entries.items;
    this.#arrivals = entries.arrivals;
    this.#hubIds = entries.hubIds;
    this.#values = entries.values;
    this.#private = entries.private;
    this.#listed = entries.listed;
    this.#byTag = entries.byTag;
    entries.ids.forEach((id, position) => {
      this.#positionById.set(id.toLowerCase(), position);
    });
  }

  /** The repo of that id, in any case of its letters; null if there is none. */
  find(id: string): ApiItem | null {
    const position = this.#positionById.get(id.toLowerCase());
    return position === undefined ? null : this.itemAt(position);
  }

  itemAt(position: number): ApiItem {
    return JSON.parse(this.#textAt(position)) as ApiItem;
  }

  hubIdAt(position: number): string {
    return this.#hubIds[position] ?? '';
  }

  /** Where the repo of an `_id` is; null if there is none. */
  positionOf(hubId: string): number | null {
    this.#positionByHubId ??= new Map(this.#hubIds.map((known, position) => [known, position]));
    return this.#positionByHubId.get(hubId) ?? null;
  }

  valueAt(position: number, field: SortField): number {
    return this.#values[field][position] ?? unknown;
  }

  #textAt(position: number): string {
    return this.#items.jsonAt(this.#arrivals[position] ?? -1);
  }

  /** JSON texts of the repos at these positions with `_id`, `id` and the fields asked for. */
  pick(positions: Uint32Array, fields: readonly string[]): string[] {
    const key = fields.join(' ');
    const same = this.#fieldSets.get(key) ?? fields;
    remember(this.#fieldSets, key, same, keptFieldSets);
    return Array.from(positions, (position) => this.#items.pick(this.#arrivals[position] ?? -1, same));
  }

  /** Positions of the listed repos that fit, in the order asked for; what was selected before is kept ready. */
  select(query: Selection): Uint32Array {
    const key = JSON.stringify(query);
    const known = this.#selections.get(key);
    if (known !== undefined) return known;
    const words = [...query.filters];
    if (query.pipelineTag !== null) words.push(`pipeline_tag=${query.pipelineTag}`);
    const indexed = this.#smallestIndex(words);
    const listPositions = () => Uint32Array.from({ length: this.size }, (_, position) => position);
    const rest = words.filter((word) => word !== indexed);
    const chosen = (
      indexed === null ? listPositions() : (this.#byTag.get(indexed) ?? new Uint32Array(0))
    ).filter((position) => this.#isShown(position, query) && this.#fits(position, query, rest));
    if (query.sort !== 'createdAt' || query.isAscending === true) this.#sort(chosen, query);
    remember(this.#selections, key, chosen, keptSelections);
    return chosen;
  }

  /** Of the words that have an index, the one with the fewest repos. */
  #smallestIndex(words: readonly string[]): string | null {
    const sizeOf = (word: string): number => this.#byTag.get(word)?.length ?? 0;
    return words.filter(isIndexed).sort((a, b) => sizeOf(a) - sizeOf(b))[0] ?? null;
  }

  #isShown(position: number, { withPrivate }: Selection): boolean {
    return this.#listed[position] === 1 && (withPrivate || this.#private[position] === 0);
  }

  /** Reads the repo only where words are left that the index did not settle. */
  #fits(position: number, query: Selection, words: readonly string[]): boolean {
    const { pipelineTag, author, search, gated = null } = query;
    if (words.length === 0 && author === null && search.length === 0 && gated === null) return true;
    const tags = words.filter((word) => word !== `pipeline_tag=${pipelineTag}`);
    const json = this.#textAt(position);
    if (!tags.every((word) => json.includes(JSON.stringify(word)))) return false;
    const item = this.itemAt(position);
    return (
      (pipelineTag === null || item.pipeline_tag === pipelineTag) &&
      (author === null || item.id.toLowerCase().startsWith(`${author.toLowerCase()}/`)) &&
      search.every((part) => item.id.toLowerCase().includes(part.toLowerCase())) &&
      (gated === null || (item.gated !== undefined && item.gated !== false) === gated) &&
      tags.every((word) => item.tags?.includes(word))
    );
  }

  #sort(positions: Uint32Array, { sort, isAscending = false }: Selection): void {
    positions.sort((a, b) => {
      const [left, right] = [this.valueAt(a, sort), this.valueAt(b, sort)];
      if (left !== right) return right > left === isAscending ? -1 : 1;
      return this.hubIdAt(a) < this.hubIdAt(b) ? -1 : 1;
    });
  }
}

/** What a listing asks for. */
export interface Selection {
  /** Tags that a repo must carry, all of them. */
  filters: readonly string[];
  pipelineTag: string | null;
  author: string | null;
  /** Parts of the id, in any case, all of them. */
  search: readonly string[];
  /** Only repos that are gated, or that are not; all where not given. */
  gated?: boolean | null;
  sort: SortField;
  /** The oldest first; the latest where not given. */
  isAscending?: boolean;
  withPrivate: boolean;
}

/** Columns of a shelf, one entry a repo, in the order of `createdAt`. */
export interface ShelfEntries {
  ids: readonly string[];
  hubIds: readonly string[];
  items: PackedItems;
  /** Numbers of the items, for they are kept in the order in which they came. */
  arrivals: Uint32Array;
  values: Record<SortField, Float64Array>;
  private: Uint8Array;
  listed: Uint8Array;
  /** Ascending positions by indexed tag, and by `pipeline_tag=<task>`. */
  byTag: ReadonlyMap<string, Uint32Array>;
}

/** Tags that crawlers ask for have an index: bare words and the tasks of datasets. Others are searched for. */
export const isIndexed = (word: string): boolean =>
  !word.includes(':') || word.startsWith('task_categories:');

/** Keeps a value and forgets the oldest ones beyond a number. */
function remember<Value>(byKey: Map<string, Value>, key: string, value: Value, kept: number): void {
  byKey.set(key, value);
  for (const oldest of byKey.keys()) {
    if (byKey.size <= kept) return;
    byKey.delete(oldest);
  }
}
