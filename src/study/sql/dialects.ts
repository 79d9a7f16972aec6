/** What the dialects of SQL write differently. */
export interface Dialect {
  /** A table of the export, as it stands after FROM. */
  table: (name: string, folder: string) => string;
  /** `FROM table` with one row for each element of a list column, which is called `task`. */
  unnest: (table: string, alias: string, list: string) => string;
  /** How the tables come to be there, as lines of a comment. */
  preparation: (folder: string) => string[];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The engines that the queries are written for. */
export const dialects = {
  duckdb: {
    table: (name, folder) =>
      `read_parquet(${quoted(`${folder}/snapshot_date=*/${name}.parquet`)}, hive_partitioning = true, union_by_name = true)`,
    unnest: (table, alias, list) => `${table} ${alias} CROSS JOIN UNNEST(${alias}.${list}) AS list_of(task)`,
    preparation: (folder) => [`reads the folder ${folder} of hfreuse export --format parquet as it is`],
  },
  spark: {
    table: (name) => name,
    unnest: (table, alias, list) =>
      `${table} ${alias} LATERAL VIEW explode(${alias}.${list}) list_of AS task`,
    preparation: (folder) => [
      'first, for models, datasets, model_bases and model_datasets:',
      `CREATE TEMPORARY VIEW models USING parquet OPTIONS (path '${folder}/*/models.parquet', basePath '${folder}')`,
    ],
  },
  trino: {
    table: (name) => name,
    unnest: (table, alias, list) => `${table} ${alias} CROSS JOIN UNNEST(${alias}.${list}) AS list_of(task)`,
    preparation: () => [
      'first, for models, datasets, model_bases and model_datasets: an external table of its own, partitioned by',
      'snapshot_date; Trino reads whole folders, so each table needs its files under <table>/snapshot_date=.../',
    ],
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
