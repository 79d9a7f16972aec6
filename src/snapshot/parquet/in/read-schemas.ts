import type { RepoKind } from '../../../repo-kind.ts';
import { sqlText } from '../../../text.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';
import { readRows } from '../../file/query.ts';
import { columnsToRead, type DumpColumn } from './dump-columns.ts';

/** Neighbouring files of one shape, as a table. */
export interface DumpPart {
  files: string[];
  columns: DumpColumn[];
  /** The rows of the files, as SQL. */
  sql: string;
}

/**
 * The files in their order, those of one shape together: of two files one may hold texts where the other holds nothing.
 * @throws what DuckDB throws for a file that it cannot read
 */
export async function readSchemas(
  snapshot: Snapshot,
  kind: RepoKind,
  files: readonly string[],
): Promise<DumpPart[]> {
  const parts: (DumpPart & { shape: string })[] = [];
  for (const file of files) {
    const own = await describeFile(snapshot, file);
    const folders = folderColumns(kind, file, own);
    const columns = [...own, ...folders.map(({ name }) => ({ name, type: 'VARCHAR' }))];
    const shape = JSON.stringify([columns, folders]);
    const last = parts.at(-1);
    const together = last?.shape === shape ? [...last.files, file] : [file];
    const part = { shape, files: together, columns, sql: tableSql(together, folders) };
    if (together.length > 1) parts.pop();
    parts.push(part);
  }
  return parts;
}

async function describeFile({ connection }: Snapshot, file: string): Promise<DumpColumn[]> {
  const rows = await readRows(
    connection,
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${filesSql([file])})`,
  );
  return rows as unknown as DumpColumn[];
}

/** The columns that the file itself lacks, from folders `column=value`, as Hive lays tables out. */
function folderColumns(
  kind: RepoKind,
  file: string,
  own: readonly DumpColumn[],
): { name: string; value: string | null }[] {
  const found = new Map<string, string | null>();
  for (const folder of file.split(/[\\/]/).slice(0, -1)) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(folder) ?? [];
    if (!columnsToRead(kind).includes(name) || own.some((column) => column.name === name)) continue;
    found.set(name, value === '__HIVE_DEFAULT_PARTITION__' ? null : unescapeText(value));
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

function unescapeText(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Brackets and stars of a name are not patterns here: patterns were expanded before. */
const filesSql = (files: readonly string[]): string => {
  const names = files.map((file) => sqlText(file.replace(/[[*?]/g, '[$&]')));
  return `read_parquet([${names.join(', ')}], hive_partitioning = false, binary_as_string = true)`;
};

function tableSql(
  files: readonly string[],
  folders: readonly { name: string; value: string | null }[],
): string {
  const added = folders.map(
    ({ name, value }) => `, ${value === null ? 'NULL::VARCHAR' : sqlText(value)} AS "${name}"`,
  );
  return `(SELECT *${added.join('')} FROM ${filesSql(files)})`;
}
