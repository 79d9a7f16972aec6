import { HubError } from '../request/hub-error.ts';
import type { RepoRecord } from './records.ts';

/** Which way a listing is walked by the creation of its repos. */
export type Walk = 'ascending' | 'descending';

/** The Hub does not list in ascending order what was asked for so: it must be walked the other way. */
export class NotAscendingError extends HubError {}

/** A Hub's `_id` begins with the second of its creation, as 8 hexadecimal digits. */
export const isHubId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);

/** The address of a listing, its oldest repos first. The official client has no word for that. */
export function ascendingUrl(url: string): string {
  const changed = new URL(url);
  changed.searchParams.set('direction', '1');
  return changed.href;
}

/** The address at which an ascending listing goes on after a repo: its cursors hold the `_id` alone. */
export function urlAfter(url: string, hubId: string): string {
  const changed = new URL(ascendingUrl(url));
  const cursor = Buffer.from(JSON.stringify({ _id: { $gt: hubId } })).toString('base64');
  changed.searchParams.set('cursor', cursor);
  return changed.href;
}

/** Whether the Hub's own next address repeats the order that was asked for. */
export function echoesAscending(url: string): boolean {
  const { searchParams } = new URL(url);
  return searchParams.get('sort') === 'createdAt' && searchParams.get('direction') === '1';
}

/** Among repos made in one moment the order of dates need not be that of `_id`s. */
const toleranceMs = 60_000;

/** Whether a page begins with later repos than it ends with. */
export function looksDescending(repos: readonly RepoRecord[]): boolean {
  const dates = repos.map(({ createdAt }) => createdAt).filter((date) => date !== null);
  const [first, last] = [dates[0], dates.at(-1)];
  return first !== undefined && last !== undefined && last < first - toleranceMs;
}

/** Whether a repo was made after a moment (milliseconds since 1970), by its `_id` and by its date where it has one. */
export const isMadeAfter = (
  { hubId, createdAt }: Pick<RepoRecord, 'hubId' | 'createdAt'>,
  moment: number,
): boolean =>
  isHubId(hubId) &&
  Number.parseInt(hubId.slice(0, 8), 16) * 1000 > moment &&
  (createdAt === null || createdAt > moment);
