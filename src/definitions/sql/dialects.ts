/** What the dialects of SQL write differently. */
export interface Dialect {
  /** A table of the export, as it stands after FROM. */
  table: (name: string, folder: string, date?: string) => string;
  /** `FROM table` with one row for each element of a list column, which is called `task`. */
  unnest: (table: string, alias: string, list: string) => string;
  /** A name that is a word of SQL too. */
  name: (word: string) => string;
  /** The type of texts; Spark's VARCHAR must have a length. */
  text: string;
  /** How the tables come to be there, as lines of a comment. */
  preparation: (folder: string) => string[];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A pattern of files that takes these letters for themselves: each stands in a set of one. */
const literally = (path: string): string => path.replace(/[[*?]/g, '[$&]');

/** Halves under way are called `.snapshot_date=…`: no pattern may take them for dates. */
const files = (folder: string, table: string, date = '*'): string =>
  `${folder}/snapshot_date=${date}/${table}.parquet`;

/** A table of an export's folder for DuckDB, whatever letters the folder's name has: of one date, or of all. */
export const duckdbTable = (name: string, folder: string, date?: string): string =>
  `read_parquet(${quoted(files(literally(folder), name, date))}, hive_partitioning = true, union_by_name = true)`;

/** The engines that the queries are written for. */
export const dialects = {
  duckdb: {
    table: duckdbTable,
    unnest: (table, alias, list) => `${table} ${alias} CROSS JOIN UNNEST(${alias}.${list}) AS list_of(task)`,
    name: (word) => `"${word}"`,
    text: 'VARCHAR',
    preparation: (folder) => [`reads the folder ${folder} of hfreuse export --format parquet as it is`],
  },
  spark: {
    table: (name) => name,
    unnest: (table, alias, list) =>
      `${table} ${alias} LATERAL VIEW explode(${alias}.${list}) list_of AS task`,
    name: (word) => `\`${word}\``,
    text: 'STRING',
    preparation: (folder) => [
      'first, for models, datasets, model_bases and model_datasets:',
      `CREATE TEMPORARY VIEW models USING parquet OPTIONS (path '${files(folder, 'models')}', basePath '${folder}')`,
    ],
  },
  trino: {
    table: (name) => name,
    unnest: (table, alias, list) => `${table} ${alias} CROSS JOIN UNNEST(${alias}.${list}) AS list_of(task)`,
    name: (word) => `"${word}"`,
    text: 'VARCHAR',
    preparation: () => [
      'first, for models, datasets, model_bases and model_datasets: an external table of its own, partitioned by',
      'snapshot_date; Trino reads whole folders, so each table needs its files under <table>/snapshot_date=.../',
    ],
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
