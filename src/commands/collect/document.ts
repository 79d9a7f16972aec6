import type { Scope } from '../../definitions/scope.ts';
import type { Listing } from '../../snapshot/tables/listings.ts';

/** How a collection ended. */
export interface CollectDocument {
  /** The file of the snapshot. */
  snapshot: string;
  /** Whether every listing is read to its end, and brought up to date where that was asked for. */
  complete: boolean;
  /** Listings that failed permanently, and why. */
  failed: { kind: Listing['kind']; task: string | null; error: string }[];
  /** Listings that could not be brought up to date, and why. */
  notUpdated: string[];
  /** How many listings had to be read. */
  read: number;
  /** How many names were looked up, and how many of them without an answer. */
  asked: number;
  unanswered: number;
  /** List items set aside, by this run and those before. */
  rejected: number;
  /** Private repos that the token can see and the snapshot does not hold. */
  private: number;
  /** Repos that the snapshot holds now. */
  models: number;
  datasets: number;
  /** The Hub that was asked, and for what. */
  endpoint: string;
  scope: Scope;
}

/** What a listing lists, in words. */
export const listingName = ({ kind, task }: Pick<Listing, 'kind' | 'task'>): string =>
  `${kind}${task === null ? '' : ` of ${task}`}`;
