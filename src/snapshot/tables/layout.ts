/** The columns of each table with their types, as DuckDB names them: a file may be another's, and hold anything. */
type Layout = Record<string, string>;

const rawRepos =
  'hub_id VARCHAR, id VARCHAR, created_at TIMESTAMP_MS, last_modified TIMESTAMP_MS, downloads BIGINT, likes BIGINT, gated VARCHAR, tags VARCHAR, stream INTEGER';

/** In every snapshot. Later columns are left out: earlier versions made none. */
export const rawLayout: Layout = {
  meta: 'key VARCHAR, value VARCHAR',
  streams:
    'stream INTEGER, kind VARCHAR, task VARCHAR, next_url VARCHAR, pages INTEGER, rows INTEGER, state VARCHAR, error VARCHAR',
  model_rows: `${rawRepos}, pipeline_tag VARCHAR, library_name VARCHAR, has_card BOOLEAN, card_datasets VARCHAR, card_base_model VARCHAR`,
  dataset_rows: rawRepos,
  rejected: 'stream INTEGER, reason VARCHAR, item VARCHAR',
  private_repos: 'stream INTEGER, digest VARCHAR',
  lookups:
    'kind VARCHAR, name VARCHAR, outcome VARCHAR, current_id VARCHAR, hub_id VARCHAR, error VARCHAR, checked_at TIMESTAMP_MS',
};

/** Not in all snapshots, but of these types where they are. */
export const laterLayout: Layout = {
  model_rows: 'downloads_all_time BIGINT, base_models VARCHAR',
  dataset_rows: 'downloads_all_time BIGINT',
  gone_repos: 'kind VARCHAR, hub_id VARCHAR, id VARCHAR, found_at TIMESTAMP_MS',
};

/** In a snapshot that is derived by this version. */
export const derivedLayout: Layout = {
  tasks: 'task INTEGER, name VARCHAR',
  models: 'model INTEGER, row BIGINT, task INTEGER, created_at TIMESTAMP_MS, owner INTEGER',
  datasets: 'dataset INTEGER, row BIGINT, created_at TIMESTAMP_MS, owner INTEGER',
  dataset_tasks: 'dataset INTEGER, task INTEGER',
  owners: 'owner INTEGER, key UBIGINT, name VARCHAR',
  ghosts: 'kind VARCHAR, node INTEGER, name VARCHAR, malformed BOOLEAN, spelling VARCHAR, owner INTEGER',
  model_bases: 'model INTEGER, base INTEGER, relations INTEGER, flags INTEGER',
  model_datasets: 'model INTEGER, dataset INTEGER, flags INTEGER',
  reference_states: 'kind VARCHAR, state VARCHAR, references INTEGER, self_loops INTEGER',
  set_aside_pairs: 'kind VARCHAR, model INTEGER, relations INTEGER, same_owner BOOLEAN',
  pair_surplus: 'kind VARCHAR, model INTEGER, node INTEGER, pairs INTEGER',
  coverage_groups: 'protocol VARCHAR, question VARCHAR, sort VARCHAR, tasks VARCHAR[], pairs BIGINT',
  node_counts: 'kind VARCHAR, listed INTEGER, ghosts INTEGER, malformed INTEGER',
  moved_uses: 'task VARCHAR, datasets INTEGER, uses INTEGER, moved INTEGER',
  owner_uses: 'owner INTEGER, uses INTEGER',
  study_models: 'model INTEGER, tasks INTEGER, datasets INTEGER, bases INTEGER',
  study_uses: 'model INTEGER, dataset INTEGER',
};

/** In a snapshot that is counted by this version. */
export const countedLayout: Layout = {
  frequencies: 'protocol VARCHAR, measure VARCHAR, stored VARCHAR',
};

const moment = String.raw`[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`;

/** What the values of `meta` look like, by key, as regular expressions; other parts of the program check the rest. */
export const metaPatterns: Record<string, string> = {
  edge: moment,
  updating: moment,
  resolve: String.raw`all|none|\d{1,15}`,
  pages: '[0-9a-f]{16}',
  gone: String.raw`\{"models":\d+,"datasets":\d+,"checkedAt":"${moment}"\}`,
  'walk:*': '(ascending|descending)( [0-9a-f]{24})?',
  'restart:*': String.raw`\{"rows":\d+,"resumes":\d+\}`,
};
