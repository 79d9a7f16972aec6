import { toJsonText } from '../request/to-json-text.ts';
import type { ListedPage, RejectedItem, RepoRecord } from './records.ts';
import { toRepoRecord } from './repo-record.ts';

const longestItem = 10_000;

/** Reads the items of a page: the repos, the others with the reason, and which private ones were left out. */
export function readItems(items: readonly unknown[], includePrivate: boolean): Omit<ListedPage, 'nextUrl'> {
  const repos: RepoRecord[] = [];
  const rejected: RejectedItem[] = [];
  const privateIds: string[] = [];
  for (const item of items) {
    const reason = objection(item);
    if (reason !== null) {
      rejected.push({ reason, item: (toJsonText(item) ?? '').slice(0, longestItem).toWellFormed() });
      continue;
    }
    const { repo, isPrivate } = toRepoRecord(item);
    if (isPrivate && !includePrivate) privateIds.push(repo.hubId);
    else repos.push(repo);
  }
  return { repos, rejected, privateIds };
}

function objection(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return 'not an object';
  for (const key of ['_id', 'id'] as const) {
    const value: unknown = Object.hasOwn(item, key) ? (item as Record<string, unknown>)[key] : undefined;
    if (value === undefined) return `no ${key}`;
    if (typeof value !== 'string') return `${key} is not text`;
    if (value === '') return `${key} is empty`;
  }
  return null;
}
