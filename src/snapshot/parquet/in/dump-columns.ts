import type { RepoKind } from '../../../repo-kind.ts';
import { readTags } from './read-tags.ts';
import {
  type ReadValue,
  readCard,
  readCount,
  readFlag,
  readGated,
  readMoment,
  readText,
} from './read-values.ts';

/** A column of a Parquet dump, with DuckDB's name of its type. */
export interface DumpColumn {
  name: string;
  type: string;
}

/** The columns that are needed; a file without them is refused. */
export const requiredColumns: Record<RepoKind, readonly string[]> = {
  models: ['id', '_id', 'tags', 'pipeline_tag'],
  datasets: ['id', '_id', 'tags'],
};

/** Columns that are read where they are there; their absence is reported. */
const wished: Record<RepoKind, readonly string[]> = {
  models: ['createdAt', 'lastModified', 'downloads', 'likes', 'gated', 'library_name', 'cardData'],
  datasets: ['createdAt', 'lastModified', 'downloads', 'likes', 'gated'],
};

/** All columns that are read. */
export const columnsToRead = (kind: RepoKind): string[] => [
  ...requiredColumns[kind],
  ...wished[kind],
  'private',
];

/** The columns that are needed and not there. */
export const missingColumns = (kind: RepoKind, columns: readonly DumpColumn[]): string[] =>
  requiredColumns[kind].filter((name) => !columns.some((column) => column.name === name));

/** Columns that no file of a dump has though it may have them. */
export const absentColumns = (kind: RepoKind, columns: readonly DumpColumn[]): string[] =>
  wished[kind].filter((name) => !columns.some((column) => column.name === name));

const readers: Record<string, { into: string; read: (column: string, type: string) => ReadValue }> = {
  _id: { into: 'hub_id', read: readText },
  id: { into: 'id', read: readText },
  createdAt: { into: 'created_at', read: readMoment },
  lastModified: { into: 'last_modified', read: readMoment },
  downloads: { into: 'downloads', read: readCount },
  likes: { into: 'likes', read: readCount },
  gated: { into: 'gated', read: readGated },
  tags: { into: 'tags', read: readTags },
  pipeline_tag: { into: 'pipeline_tag', read: readText },
  library_name: { into: 'library_name', read: readText },
  cardData: { into: 'card', read: readCard },
  private: { into: 'private', read: readFlag },
};

/** How each column that is there is read, by its name in the dump. */
export function columnValues(kind: RepoKind, columns: readonly DumpColumn[]): Map<string, ReadValue> {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const values = new Map<string, ReadValue>();
  for (const name of columnsToRead(kind)) {
    const type = types.get(name);
    const value = type === undefined ? undefined : readers[name]?.read(`"${name}"`, type);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** The snapshot's columns as SQL over the dump's; null for those that it lacks. */
export function columnSql(values: ReadonlyMap<string, ReadValue>): Record<string, string> {
  const made = Object.entries(readers).map(([name, { into }]) => [into, values.get(name)?.made ?? 'NULL']);
  const columns = Object.fromEntries(made) as Record<string, string>;
  const card = values.get('cardData');
  return {
    ...columns,
    // An empty word is not a task.
    pipeline_tag: `nullif((${columns.pipeline_tag})::VARCHAR, '')`,
    private: `coalesce(${columns.private}, false)`,
    card_present: `coalesce(${card?.present ?? 'false'}, false)`,
    card_text: card?.present == null ? 'NULL::VARCHAR' : '"cardData"::VARCHAR',
  };
}
