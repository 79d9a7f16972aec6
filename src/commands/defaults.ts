/** What a request, and an option of the command line, is where it is not given; one place for both. */
export const defaults = {
  protocol: 'current',
  by: 'task',
  sort: 'mean',
  seed: 1,
  rounding: 'either',
  deviation: 'sample',
  dialect: 'duckdb',
  /** The folder of an export. */
  exportFolder: 'hub-export',
  /** The file of a snapshot, on the command line alone. */
  snapshot: 'hub.duckdb',
  simulatedModels: 3000,
} as const;
