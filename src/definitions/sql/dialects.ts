import { sqlText } from '../../text.ts';
import { type ExportType, exportColumns } from './export-columns.ts';
import { exportFiles } from './export-layout.ts';

/** What the dialects of SQL write differently. */
export interface Dialect {
  /** A table of the export, as it follows FROM. */
  table: (name: string, folder: string, date?: string) => string;
  /** `FROM table` with one row for each element of a list column, which is called `task`. */
  unnest: (table: string, alias: string, list: string) => string;
  /** Rows of text within the query itself, as they follow FROM. */
  rows: (columns: readonly string[], rows: readonly (readonly string[])[]) => string;
  /** A name that is a word of SQL too. */
  name: (word: string) => string;
  /** The type of texts; Spark's VARCHAR must have a length. */
  text: string;
  /** What follows the query. */
  ending: string;
  /** How the tables come to be there, as lines of a comment. */
  preparation: (folder: string) => string[];
}

/** A pattern of files that takes these letters literally: each is put into a set of one. */
const escapePattern = (path: string): string => path.replace(/[[*?]/g, '[$&]');

/** A table of an export's folder for DuckDB, with any letters in the folder's name: of one date, or of all. */
export const duckdbTable = (name: string, folder: string, date?: string): string =>
  `read_parquet(${sqlText(exportFiles(escapePattern(folder), name, date))}, hive_partitioning = true, union_by_name = true)`;

/** A text for an engine in which a backslash begins an escape. */
const escapeText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const values: Dialect['rows'] = (columns, rows) =>
  `(VALUES ${rows.map((row) => `(${row.map(sqlText).join(', ')})`).join(', ')}) AS listed(${columns.join(', ')})`;

/** The tables that a query may read. */
const tablesRead = ['models', 'datasets', 'model_bases', 'model_datasets', 'provenance'] as const;

/** How Trino's Hive connector calls what a column holds. */
const trinoTypes: Record<ExportType, string> = {
  text: 'VARCHAR',
  names: 'ARRAY(VARCHAR)',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  flag: 'BOOLEAN',
  moment: 'TIMESTAMP',
};

/** Trino is told the columns, and which dates there are. */
const trinoTable = (table: (typeof tablesRead)[number], folder: string): string[] => {
  const columns = Object.entries(exportColumns[table]).map(([name, type]) => `${name} ${trinoTypes[type]}`);
  const place = sqlText(`${folder}/${table}`);
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (${columns.join(', ')}, snapshot_date DATE) WITH (external_location = ${place}, format = 'PARQUET', partitioned_by = ARRAY['snapshot_date']);`,
    `CALL system.sync_partition_metadata('default', '${table}', 'FULL');`,
  ];
};

/** The engines that the queries are written for. */
export const dialects = {
  duckdb: {
    table: duckdbTable,
    unnest: (table, alias, list) => `${table} ${alias} CROSS JOIN UNNEST(${alias}.${list}) AS list_of(task)`,
    rows: values,
    name: (word) => `"${word}"`,
    text: 'VARCHAR',
    ending: '',
    preparation: (folder) => [`reads the folder ${folder} of hfreuse export --format parquet as it is`],
  },
  spark: {
    table: (name) => name,
    unnest: (table, alias, list) =>
      `${table} ${alias} LATERAL VIEW explode(${alias}.${list}) list_of AS task`,
    rows: values,
    name: (word) => `\`${word}\``,
    text: 'STRING',
    ending: '',
    preparation: (folder) => [
      'first, once a session:',
      ...tablesRead.map(
        (table) =>
          `CREATE OR REPLACE TEMPORARY VIEW ${table} USING parquet OPTIONS (path ${escapeText(`${folder}/${table}`)});`,
      ),
    ],
  },
  trino: {
    table: (name) => name,
    unnest: (table, alias, list) => `${table} ${alias} CROSS JOIN UNNEST(${alias}.${list}) AS list_of(task)`,
    rows: values,
    name: (word) => `"${word}"`,
    text: 'VARCHAR',
    ending: '',
    preparation: (folder) => [
      'first, in the schema default of a Hive catalog, with the folder as Trino sees it (--from s3://bucket/hub-export);',
      'the calls again after each export:',
      ...tablesRead.flatMap((table) => trinoTable(table, folder)),
    ],
  },
  clickhouse: {
    table: (name, folder, date) => `file(${escapeText(exportFiles(folder, name, date))}, Parquet)`,
    unnest: (table, alias, list) => `${table} ${alias} ARRAY JOIN ${alias}.${list} AS task`,
    rows: (columns, rows) =>
      `values(${sqlText(columns.map((column) => `${column} String`).join(', '))}, ${rows
        .map((row) => `(${row.map(escapeText).join(', ')})`)
        .join(', ')})`,
    name: (word) => `"${word}"`,
    text: 'Nullable(String)',
    // As SQL has it: what a join does not find is null, and a null stays one.
    ending:
      '\nSETTINGS use_hive_partitioning = 1, prefer_column_name_to_alias = 1, join_use_nulls = 1, cast_keep_nullable = 1',
    preparation: (folder) => [
      `reads the folder ${folder} of hfreuse export --format parquet as it is, with clickhouse local;`,
      'a server reads it below its user_files, or with s3(…) in the place of file(…)',
    ],
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
