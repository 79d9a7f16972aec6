import type { Protocol } from '../../definitions/protocols.ts';

/** The options of `collect`; undefined where one was not given. */
export interface CollectOptions {
  snapshot: string;
  protocol: Protocol;
  modality?: string[];
  task?: string[];
  all?: boolean;
  limit?: number;
  cardData?: boolean;
  endpoint?: string;
  concurrency: number;
  pageSize: number;
  retries: number;
  timeout: number;
  resolve: number | 'all' | 'none';
  restart?: boolean;
  update?: boolean;
  includePrivate?: boolean;
  insecureToken?: boolean;
  quiet?: boolean;
  debug?: boolean;
}
