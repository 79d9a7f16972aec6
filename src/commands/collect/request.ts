import type { Protocol } from '../../definitions/protocols.ts';

/** What is to be collected, and how; only the file must be named. */
export interface CollectRequest {
  /** The snapshot: made where there is none, continued where there is. */
  snapshot: string;
  /** What to list and how; `current` where it is not given. */
  protocol?: Protocol;
  /** The modalities whose tasks to read; nlp and cv where neither they nor tasks are given. */
  modalities?: readonly string[];
  /** These tasks alone. */
  tasks?: readonly string[];
  /** Every repo, tasks or none. */
  all?: boolean;
  /** At most this number of repos per task, for a try. */
  limit?: number;
  /** Keep the declared lists of the cards. */
  cardData?: boolean;
  /** Ask for `baseModels` too, so that `status` can compare them with the tags. */
  checkBases?: boolean;
  /** Another Hub; HF_ENDPOINT, else the Hub itself, where it is not given. */
  endpoint?: string;
  /** Requests at once; 4 where it is not given. */
  concurrency?: number;
  /** Repos a page; 1000 where it is not given. */
  pageSize?: number;
  /** How often a request is tried again; 5 where it is not given. */
  retries?: number;
  /** How long one request may take; 60 s where it is not given. */
  timeoutMs?: number;
  /** How many unknown names to look up; 300 where it is not given. */
  resolve?: number | 'all' | 'none';
  /** Forget what is there and begin again. */
  restart?: boolean;
  /** Only what changed since the snapshot was completed. */
  update?: boolean;
  /** With `update`: find the repos that are not listed any more, and take them out. */
  checkDeleted?: boolean;
  /** A folder in which every answer of the Hub is kept. */
  keepPages?: string;
  /** Store private repos that the token can see. */
  includePrivate?: boolean;
  /** Send the token to an http:// endpoint that is not this machine. */
  insecureToken?: boolean;
}

/** What a request leaves open. */
export const collectDefaults = {
  protocol: 'current',
  concurrency: 4,
  pageSize: 1000,
  retries: 5,
  timeoutMs: 60_000,
  resolve: 300,
} satisfies Partial<CollectRequest>;

/** A request with its defaults filled in. */
export type FullCollectRequest = CollectRequest &
  Required<Pick<CollectRequest, keyof typeof collectDefaults>>;
