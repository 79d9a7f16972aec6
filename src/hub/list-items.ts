import { jsonText } from './json-text.ts';
import type { RejectedItem } from './records.ts';

/** A list item that can be a repo. */
export type ListItem = Record<string, unknown> & { _id: string; id: string };

const longestItem = 10_000;

/** Parts the items of a page: those that can be a repo, and the others with the reason. */
export function partItems(items: readonly unknown[]): { valid: ListItem[]; rejected: RejectedItem[] } {
  const valid: ListItem[] = [];
  const rejected: RejectedItem[] = [];
  for (const item of items) {
    const reason = objection(item);
    if (reason === null) valid.push(withTextualDate(item as ListItem));
    else rejected.push({ reason, item: (jsonText(item) ?? '').slice(0, longestItem).toWellFormed() });
  }
  return { valid, rejected };
}

function objection(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return 'not an object';
  for (const key of ['_id', 'id'] as const) {
    const value: unknown = Object.hasOwn(item, key) ? (item as Record<string, unknown>)[key] : undefined;
    if (value === undefined) return `no ${key}`;
    if (typeof value !== 'string') return `${key} is no text`;
    if (value === '') return `${key} is empty`;
  }
  return null;
}

/** The client makes a Date of whatever is there: of null it would be 1970. */
function withTextualDate(item: ListItem): ListItem {
  if (typeof item.lastModified !== 'string') item.lastModified = undefined;
  return item;
}
