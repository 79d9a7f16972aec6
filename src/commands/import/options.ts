/** The options of `import`; undefined where one was not given. */
export interface ImportOptions {
  snapshot: string;
  models?: string[];
  datasets?: string[];
  from?: string;
  endpoint?: string;
  retries: number;
  timeout: number;
  /** What the snapshot is of: milliseconds since 1970. */
  date?: number;
  restart?: boolean;
  insecureToken?: boolean;
  quiet?: boolean;
  debug?: boolean;
}
