import { isText, jsonSql, otherType, type ReadValue } from './read-values.ts';

/** JSON text of those elements that are texts; null where there is no list. */
export function readTags(column: string, type: string): ReadValue {
  if (type.startsWith('VARCHAR[')) {
    // Few lists have a null among their texts; to filter the others takes a quarter of the time.
    const texts = `list_filter(${column}::VARCHAR[], lambda t: t IS NOT NULL)`;
    const made = `CASE WHEN len(${column}) = list_count(${column}) THEN to_json(${column}::VARCHAR[])
      WHEN ${column} IS NOT NULL THEN to_json(${texts}) END::VARCHAR`;
    return { made, present: null };
  }
  if (type.startsWith('JSON[')) return { made: textsSql(`${column}::JSON[]`), present: null };
  if (!isText(type)) return otherType(column, type);
  const text = `trim(${column}::VARCHAR)`;
  const present = `${column} IS NOT NULL AND lower(${text}) NOT IN ('', '""', 'null', 'none', 'nan', '<na>')`;
  const list = `CASE json_type(${jsonSql(column)}) WHEN 'ARRAY' THEN json_extract(${jsonSql(column)}, '$[*]') END`;
  const made = `CASE WHEN ${present} THEN coalesce(${textsSql(list)},
    CASE WHEN starts_with(${text}, '[') OR starts_with(${text}, '(') THEN ${pythonListSql(text)} ELSE ${commaListSql(text)} END) END`;
  return { made, present };
}

const textsSql = (list: string): string => {
  const texts = `list_transform(list_filter(${list}, lambda t: json_type(t) = 'VARCHAR'), lambda t: t ->> '$')`;
  return `CASE WHEN (${list}) IS NOT NULL THEN to_json(${texts})::VARCHAR END`;
};

/** A text as Python writes it, in either sort of quotes. */
const quoted = String.raw`''(?:[^''\\]|\\.)*''|"(?:[^"\\]|\\.)*"`;

/** A list or tuple as Python prints it, or an array as numpy does, without commas: its texts as a JSON list. */
function pythonListSql(text: string): string {
  const whole = String.raw`regexp_full_match(${text}, '(?s)[\[(]\s*(?:(?:${quoted})\s*,?\s*)*[\])]')`;
  const items = `list_transform(regexp_extract_all(${text}, '(?s)${quoted}'), lambda q: ${toJsonTextSql('q[2:-2]')})`;
  // An escape that JSON does not know: then none of the list is taken.
  return `CASE WHEN ${whole} THEN try_cast('[' || array_to_string(${items}, ',') || ']' AS JSON)::VARCHAR END`;
}

/** What is between a Python string's quotes as the text of a JSON string. */
function toJsonTextSql(inner: string): string {
  const plainQuotes = String.raw`regexp_replace(${inner}, '(\\[^''"])|\\([''"])', '\1\2', 'g')`;
  const quotes = String.raw`replace(${plainQuotes}, '"', '\"')`;
  // Twice, for two such escapes side by side share a character.
  const hex = (sql: string): string =>
    String.raw`regexp_replace(${sql}, '(^|[^\\])((?:\\\\)*)\\x([0-9a-fA-F]{2})', '\1\2\\u00\3', 'g')`;
  return `'"' || ${hex(hex(quotes))} || '"'`;
}

/**
 * Texts with commas between; one alone is a list of one. A text with other marks between its words and no comma is
 * not such a list, nor is an object.
 */
function commaListSql(text: string): string {
  const items = `list_filter(list_transform(string_split(${text}, ','), lambda t: trim(t)), lambda t: t <> '')`;
  const other = String.raw`(NOT contains(${text}, ',') AND regexp_matches(${text}, '[\s;|]'))`;
  return `CASE WHEN NOT starts_with(${text}, '{') AND NOT ${other} THEN to_json(${items})::VARCHAR END`;
}
