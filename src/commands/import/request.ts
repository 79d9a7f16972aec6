/** Which dump is to be read; a file of either kind, `from` or `pages` must be named. */
export interface ImportRequest {
  /** The snapshot that is made. */
  snapshot: string;
  /** Parquet files of models, or patterns of them; with `from`, files of that repo. */
  models?: readonly string[];
  /** The same of datasets. */
  datasets?: readonly string[];
  /** A dataset repo of the Hub that holds them, `owner/name` or `owner/name@revision`. */
  from?: string;
  /** A folder of answers that `collect` kept: the snapshot of that collection is made again. */
  pages?: string;
  /** Another Hub, for `from`; HF_ENDPOINT, else the Hub itself, where it is not given. */
  endpoint?: string;
  /** How often a request is tried again; 5 where it is not given. */
  retries?: number;
  /** How long to wait for an answer or data; 60 s where it is not given. */
  timeoutMs?: number;
  /** The day that the dump is of, in milliseconds since 1970; the time of the import where it is not given. */
  date?: number;
  /** Replace the snapshot that is there. */
  restart?: boolean;
  /** Send the token to an http:// endpoint that is not this machine. */
  insecureToken?: boolean;
}

/** What a request leaves open. */
export const importDefaults = { retries: 5, timeoutMs: 60_000 } satisfies Partial<ImportRequest>;

/** A request with its defaults filled in. */
export type FullImportRequest = ImportRequest & Required<Pick<ImportRequest, keyof typeof importDefaults>>;
