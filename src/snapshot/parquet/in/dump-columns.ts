import type { RepoKind } from '../../../repo-kind.ts';

/** A column of a Parquet dump, with DuckDB's name of its type. */
export interface DumpColumn {
  name: string;
  type: string;
}

const needed: Record<RepoKind, readonly string[]> = {
  models: ['id', '_id', 'tags', 'pipeline_tag'],
  datasets: ['id', '_id', 'tags'],
};

/** Columns that are read where they are there; their absence is told. */
const wished: Record<RepoKind, readonly string[]> = {
  models: ['createdAt', 'lastModified', 'downloads', 'likes', 'gated', 'library_name', 'cardData'],
  datasets: ['createdAt', 'lastModified', 'downloads', 'likes', 'gated'],
};

const isText = (type: string): boolean => type === 'VARCHAR' || type === 'JSON';
const isTextList = (type: string): boolean => /^(VARCHAR|JSON)\[\d*\]$/.test(type);

/** What speaks against reading repos from these columns, and which are needed; null if nothing does. */
export function refuseColumns(kind: RepoKind, columns: readonly DumpColumn[]): string | null {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const needs = `${kind} need ${needed[kind].join(', ')}`;
  const missing = needed[kind].filter((name) => !types.has(name));
  if (missing.length > 0) return `has no column ${missing.join(', ')}; ${needs}`;
  for (const name of needed[kind]) {
    const type = types.get(name) ?? '';
    const fits = isText(type) || (name === 'tags' && isTextList(type));
    const wanted = name === 'tags' ? 'a list of texts' : 'text';
    if (!fits) return `has a column ${name} of type ${type.slice(0, 60)}, not ${wanted}; ${needs}`;
  }
  return null;
}

/** Columns that a dump lacks though it may have them. */
export const absentColumns = (kind: RepoKind, columns: readonly DumpColumn[]): string[] =>
  wished[kind].filter((name) => !columns.some((column) => column.name === name));

/** SQL that makes the snapshot's columns of the dump's, whatever their types; a field that is odd becomes null. */
export function columnSql(columns: readonly DumpColumn[]): Record<string, string> {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const by = (name: string, toSql: (column: string, type: string) => string): string => {
    const type = types.get(name);
    return type === undefined ? 'NULL' : toSql(`"${name}"`, type);
  };
  return {
    hub_id: by('_id', text),
    id: by('id', text),
    created_at: by('createdAt', moment),
    last_modified: by('lastModified', moment),
    downloads: by('downloads', count),
    likes: by('likes', count),
    gated: by('gated', gated),
    tags: by('tags', tags),
    pipeline_tag: by('pipeline_tag', text),
    library_name: by('library_name', text),
    card: by('cardData', card),
    private: types.get('private') === 'BOOLEAN' ? 'coalesce("private", false)' : 'false',
  };
}

/** A JSON column holds a text in quotes. */
const text = (column: string, type: string): string => {
  if (type === 'VARCHAR') return column;
  return type === 'JSON' ? `CASE json_type(${column}) WHEN 'VARCHAR' THEN ${column} ->> '$' END` : 'NULL';
};

/** Times without a zone are UTC; what is no time, or infinite, is null. */
const moment = (column: string, type: string): string => {
  if (/^(TIMESTAMP|DATE)/.test(type)) return `make_timestamp_ms(epoch_ms(${column}))`;
  return isText(type)
    ? `make_timestamp_ms(epoch_ms(try_cast(${text(column, type)} AS TIMESTAMPTZ)))`
    : 'NULL';
};

/** The largest whole number that JSON carries without loss bounds what a count can be. */
const count = (column: string, type: string): string => {
  const counts = `${column} BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}`;
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type))
    return `CASE WHEN ${counts} THEN ${column}::BIGINT END`;
  if (!/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return 'NULL';
  return `CASE WHEN ${counts} THEN CASE WHEN ${column} = floor(${column}) THEN ${column}::BIGINT END END`;
};

/** Other programs write False for false. */
const gated = (column: string, type: string): string => {
  if (type === 'BOOLEAN') return `${column}::VARCHAR`;
  if (!isText(type)) return 'NULL';
  const word = `lower(trim(${column}::VARCHAR, '"'))`;
  return `CASE WHEN ${word} IN ('true', 'false', 'auto', 'manual') THEN ${word} END`;
};

/** A half of a surrogate pair, escaped, alone: no JSON to DuckDB, though other programs write it. */
const loneSurrogates = String.raw`'(\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|\\ud[89a-f][0-9a-f]{2}'`;

/** Text as JSON, null where it is none; halves of surrogate pairs are left out, as a crawl replaces them. */
const json = (column: string): string => {
  const text = `${column}::VARCHAR`;
  return `coalesce(try_cast(${text} AS JSON), CASE WHEN contains(lower(${text}), '\\ud')
    THEN try_cast(regexp_replace(${text}, ${loneSurrogates}, '\\1', 'gi') AS JSON) END)`;
};

/** JSON text of those elements that are texts; null where there is no list. */
const tags = (column: string, type: string): string => {
  if (type.startsWith('VARCHAR[')) {
    return `CASE WHEN ${column} IS NOT NULL THEN to_json(list_filter(${column}::VARCHAR[], lambda t: t IS NOT NULL))::VARCHAR END`;
  }
  const list = type.startsWith('JSON[')
    ? `${column}::JSON[]`
    : `CASE json_type(${json(column)}) WHEN 'ARRAY' THEN json_extract(${json(column)}, '$[*]') END`;
  const texts = `list_transform(list_filter(${list}, lambda t: json_type(t) = 'VARCHAR'), lambda t: t ->> '$')`;
  return `CASE WHEN (${list}) IS NOT NULL THEN to_json(${texts})::VARCHAR END`;
};

/** The card as JSON; whether it is an object is for the reader to see. */
const card = (column: string, type: string): string => {
  if (isText(type)) return json(column);
  return /^(STRUCT|MAP)\(/.test(type)
    ? `CASE WHEN ${column} IS NOT NULL THEN to_json(${column}) END`
    : 'NULL';
};
