/**
 * The tables of a snapshot. Raw rows are only ever appended; everything else can be derived from them again.
 * There is no primary key on purpose: an index on the id costs more than finding distinct repos when deriving.
 */

/** The format that this version writes. */
export const formatVersion = 3;

/**
 * The earliest that it reads: the raw tables are the same since. Format 3 has owners and spellings among the derived
 * tables, which are derived from them again.
 */
export const earliestFormat = 2;

/** What the derived tables are: to be raised when they hold anything else, so that earlier ones are made again. */
export const derivedStamp = '7';

/** What the counts are: to be raised when anything is counted or stored in another way. */
export const countedStamp = '5';

/** Columns that every raw table shares. `tags` is the JSON text of a list of strings. */
const rawColumns = `
  hub_id VARCHAR NOT NULL, id VARCHAR NOT NULL, created_at TIMESTAMP_MS, last_modified TIMESTAMP_MS,
  downloads BIGINT, likes BIGINT, gated VARCHAR, tags VARCHAR USING COMPRESSION zstd, stream INTEGER NOT NULL`;

/** Not in snapshots that earlier versions made, until they are written again: nothing that is only read may need them. */
const laterColumn = 'downloads_all_time BIGINT';
/** Models only: the JSON text of a list of `{hubId, id, relation}`; earlier versions kept no relation. */
const laterModelColumn = 'base_models VARCHAR';

/** Brings the raw tables of an earlier version up to date. */
export const laterColumnsSql = [
  `ALTER TABLE model_rows ADD COLUMN IF NOT EXISTS ${laterColumn}`,
  `ALTER TABLE dataset_rows ADD COLUMN IF NOT EXISTS ${laterColumn}`,
  `ALTER TABLE model_rows ADD COLUMN IF NOT EXISTS ${laterModelColumn}`,
];

export const schemaSql = `
CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);
CREATE TABLE streams (
  stream INTEGER NOT NULL, kind VARCHAR NOT NULL, task VARCHAR, next_url VARCHAR, pages INTEGER NOT NULL,
  "rows" INTEGER NOT NULL, state VARCHAR NOT NULL, error VARCHAR);
CREATE TABLE model_rows (${rawColumns},
  pipeline_tag VARCHAR, library_name VARCHAR, has_card BOOLEAN NOT NULL,
  card_datasets VARCHAR, card_base_model VARCHAR, ${laterColumn}, ${laterModelColumn});
CREATE TABLE dataset_rows (${rawColumns}, ${laterColumn});
CREATE TABLE rejected (stream INTEGER NOT NULL, reason VARCHAR NOT NULL, item VARCHAR NOT NULL);
CREATE TABLE private_repos (stream INTEGER NOT NULL, digest VARCHAR NOT NULL);
CREATE TABLE lookups (
  kind VARCHAR NOT NULL, name VARCHAR NOT NULL, outcome VARCHAR NOT NULL, current_id VARCHAR, hub_id VARCHAR,
  error VARCHAR, checked_at TIMESTAMP_MS NOT NULL);
`;
