import { parseJson } from '../../text.ts';
import type { Shelf, SortField } from './shelf.ts';

/** Where a page starts: after the repo with this `_id` and value. */
interface Keyset {
  hubId: string;
  value: number;
}

const isMoment = (field: SortField): boolean => field === 'createdAt' || field === 'lastModified';

/**
 * A cursor like the Hub's: base64 of a filter for what comes after a repo.
 * @param token distinguishes cursors for the same place; a filtered listing of the Hub has such a `searchSequenceToken`
 */
export function toCursor(shelf: Shelf, position: number | null, field: SortField, token?: string): string {
  const sequence = token === undefined ? {} : { searchSequenceToken: token };
  if (position === null) return encode(sequence);
  const number = shelf.valueAt(position, field);
  const isKnown = Number.isFinite(number);
  const value = !isKnown ? null : isMoment(field) ? new Date(number).toISOString() : number;
  const after = [{ [field]: value, _id: { $gt: shelf.hubIdAt(position) } }, { [field]: { $lt: value } }];
  return encode({ $or: after, ...sequence });
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

/**
 * The place in a selection where a cursor goes on.
 * @returns null for a text that is not a cursor of this order
 */
export function fromCursor(
  shelf: Shelf,
  chosen: Uint32Array,
  field: SortField,
  cursor: string,
): number | null {
  const keyset = parseKeyset(cursor, field);
  if (keyset === null || keyset === 'start') return keyset === null ? null : 0;
  let [low, high] = [0, chosen.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = chosen[middle] ?? 0;
    const value = shelf.valueAt(position, field);
    const isAfter =
      value < keyset.value || (value === keyset.value && shelf.hubIdAt(position) > keyset.hubId);
    if (isAfter) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Ascending listings of the Hub have a cursor of the `_id` alone: an old repo's never changes.
 * @param token distinguishes cursors for the same place
 */
export const toAscendingCursor = (shelf: Shelf, position: number, token?: string): string =>
  encode({
    _id: { $gt: shelf.hubIdAt(position) },
    ...(token === undefined ? {} : { searchSequenceToken: token }),
  });

/**
 * The place in an ascending selection where a cursor goes on; of a repo that is not there, by the time in its `_id`.
 * @returns null for a text that is not such a cursor
 */
export function fromAscendingCursor(shelf: Shelf, chosen: Uint32Array, cursor: string): number | null {
  const filter = record(parseJson(Buffer.from(cursor, 'base64').toString('utf8')));
  const hubId = record(filter?._id)?.$gt;
  // Of the beginning: what follows a first page without items, as a fault gives it.
  if (hubId === undefined && typeof filter?.searchSequenceToken === 'string') return 0;
  if (typeof hubId !== 'string' || !/^[0-9a-f]{24}$/.test(hubId)) return null;
  const known = shelf.positionOf(hubId);
  const value =
    known === null ? Number.parseInt(hubId.slice(0, 8), 16) * 1000 : shelf.valueAt(known, 'createdAt');
  let [low, high] = [0, chosen.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = chosen[middle] ?? 0;
    const own = shelf.valueAt(position, 'createdAt');
    if (own > value || (own === value && shelf.hubIdAt(position) > hubId)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function parseKeyset(cursor: string, field: SortField): Keyset | 'start' | null {
  const filter = record(parseJson(Buffer.from(cursor, 'base64').toString('utf8')));
  if (filter === null) return null;
  if (filter.$or === undefined) return typeof filter.searchSequenceToken === 'string' ? 'start' : null;
  const same = Array.isArray(filter.$or) ? record(filter.$or[0]) : null;
  const hubId = record(same?._id)?.$gt;
  if (same === null || typeof hubId !== 'string' || !(field in same)) return null;
  const written = same[field];
  if (written === null) return { hubId, value: Number.NEGATIVE_INFINITY };
  const value = typeof written === 'string' && isMoment(field) ? Date.parse(written) : written;
  return typeof value === 'number' && !Number.isNaN(value) ? { hubId, value } : null;
}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
