import { createHash } from 'node:crypto';
import type { RepoKind } from '../../repo-kind.ts';
import type { ApiItem } from './api-item.ts';
import { PackedItems } from './packed-items.ts';
import { isIndexed, Shelf, type ShelfEntries, type SortField, sortFields, sortValue } from './shelf.ts';

export { type ApiItem, toApiItem } from './api-item.ts';

/** Everything that a simulated Hub knows. */
export interface Catalogue {
  models: Shelf;
  datasets: Shelf;
  /** What a repo is called now, by its old id in lower case. */
  renames: Record<RepoKind, ReadonlyMap<string, string>>;
  /** `baseModels` differs from the tags for some models, chosen by a seed; it follows from them where not given. */
  basesDiffer?: boolean;
}

/** One thing to put into a catalogue. `listed: false` = it exists, but no listing shows it. */
export type CatalogueEntry =
  | { kind: RepoKind; item: ApiItem; listed?: boolean }
  | { kind: RepoKind; oldId: string; newId: string };

/**
 * A Hub's `_id` for a repo of which only the name is known: 24 hexadecimal digits, always the same. The time that it
 * begins with is before 1979: a listing ends at repos that were made after it began, so a repo without a date must not
 * look as if it came from the future.
 */
export const hubIdOf = (kind: RepoKind, id: string): string =>
  `0${createHash('sha1').update(`${kind}/${id}`).digest('hex').slice(0, 23)}`;

/** Builds a catalogue from repos and renames in any order. */
export async function buildCatalogue(
  entries: Iterable<CatalogueEntry> | AsyncIterable<CatalogueEntry>,
): Promise<Catalogue> {
  const drafts = { models: new Draft(), datasets: new Draft() };
  const renames = { models: new Map<string, string>(), datasets: new Map<string, string>() };
  for await (const entry of entries) {
    if ('item' in entry) drafts[entry.kind].add(entry.item, entry.listed ?? true);
    else renames[entry.kind].set(entry.oldId.toLowerCase(), entry.newId);
  }
  return { models: drafts.models.finish(), datasets: drafts.datasets.finish(), renames };
}

/** A shelf in the making: columns in the order in which repos arrive. */
class Draft {
  readonly #ids: string[] = [];
  readonly #hubIds: string[] = [];
  readonly #items = new PackedItems();
  readonly #private: number[] = [];
  readonly #listed: number[] = [];
  readonly #values: Record<SortField, number[]> = {
    createdAt: [],
    lastModified: [],
    downloads: [],
    likes: [],
    trendingScore: [],
  };
  readonly #arrivalsByTag = new Map<string, number[]>();

  add(item: ApiItem, listed: boolean): void {
    const arrival = this.#ids.length;
    this.#ids.push(item.id);
    this.#hubIds.push(item._id);
    this.#items.add(item);
    this.#private.push(item.private === true ? 1 : 0);
    this.#listed.push(listed ? 1 : 0);
    for (const field of sortFields) this.#values[field].push(sortValue(item, field));
    for (const tag of new Set(item.tags ?? [])) if (isIndexed(tag)) this.#index(tag, arrival);
    if (item.pipeline_tag !== undefined) this.#index(`pipeline_tag=${item.pipeline_tag}`, arrival);
  }

  #index(tag: string, arrival: number): void {
    const arrivals = this.#arrivalsByTag.get(tag);
    if (arrivals === undefined) this.#arrivalsByTag.set(tag, [arrival]);
    else arrivals.push(arrival);
  }

  /** Puts the columns into the order of `createdAt`, latest first, ties by `_id`. */
  finish(): Shelf {
    const made = this.#values.createdAt;
    const order = Uint32Array.from(this.#ids, (_, arrival) => arrival).sort((a, b) => {
      const [left, right] = [made[a] ?? 0, made[b] ?? 0];
      if (left !== right) return right > left ? 1 : -1;
      return (this.#hubIds[a] ?? '') < (this.#hubIds[b] ?? '') ? -1 : 1;
    });
    const positions = new Uint32Array(order.length);
    order.forEach((arrival, position) => {
      positions[arrival] = position;
    });
    const texts = (column: readonly string[]): string[] =>
      Array.from(order, (arrival) => column[arrival] ?? '');
    const bytes = (column: readonly number[]): Uint8Array => Uint8Array.from(order, (a) => column[a] ?? 0);
    const numbers = (field: SortField): Float64Array =>
      Float64Array.from(order, (arrival) => this.#values[field][arrival] ?? 0);
    const values: ShelfEntries['values'] = {
      createdAt: numbers('createdAt'),
      lastModified: numbers('lastModified'),
      downloads: numbers('downloads'),
      likes: numbers('likes'),
      trendingScore: numbers('trendingScore'),
    };
    return new Shelf({
      ids: texts(this.#ids),
      hubIds: texts(this.#hubIds),
      items: this.#items,
      arrivals: order,
      values,
      private: bytes(this.#private),
      listed: bytes(this.#listed),
      byTag: this.#positionsByTag(positions),
    });
  }

  #positionsByTag(positions: Uint32Array): Map<string, Uint32Array> {
    const byTag = new Map<string, Uint32Array>();
    for (const [tag, arrivals] of this.#arrivalsByTag) {
      byTag.set(tag, Uint32Array.from(arrivals, (arrival) => positions[arrival] ?? 0).sort());
    }
    return byTag;
  }
}
