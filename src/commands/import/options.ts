/** The options of `import`; undefined where one was not given. */
export interface ImportOptions {
  snapshot: string;
  models?: string[];
  datasets?: string[];
  from?: string;
  endpoint?: string;
  retries: number;
  timeout: number;
  restart?: boolean;
  insecureToken?: boolean;
  quiet?: boolean;
  debug?: boolean;
}
