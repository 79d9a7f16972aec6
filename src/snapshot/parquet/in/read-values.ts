/**
 * SQL that makes one value from a dump's cell, of a column of any type. Other programs write numbers as text,
 * `False` for false, `nan` where there is nothing, and dates in a dozen ways.
 */
export interface ReadValue {
  /** The value; null where there is none, or where what is there cannot be read. */
  made: string;
  /** Whether there is something to read; null if every value can be read, so that none has to be checked. */
  present: string | null;
}

export const isText = (type: string): boolean => type === 'VARCHAR' || type === 'JSON';
const isInteger = (type: string): boolean => /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type);
const isNumber = (type: string): boolean => isInteger(type) || /^(FLOAT|DOUBLE|DECIMAL)/.test(type);

/**
 * Words that other programs write where there is nothing, as a pattern: trimming copies each text, which of cards takes
 * fifty times as long as reading them.
 */
const nothing = String.raw`'\p{Zs}*(|null|none|nan|nat|<na>)\p{Zs}*'`;

/** A text's own words; a JSON column holds a text in quotes, and other things without. */
export const plainTextSql = (column: string, type: string): string =>
  type === 'JSON' ? `coalesce(${column} ->> '$', '')` : column;

const isSomething = (column: string, type: string): string =>
  `${column} IS NOT NULL AND NOT regexp_full_match(${plainTextSql(column, type)}, ${nothing}, 'i')`;

/** A column of a type that holds no such value: an empty one of Arrow is of any type, a list may be empty. */
export const otherType = (column: string, type: string): ReadValue => ({
  made: 'NULL',
  present: type.endsWith('[]')
    ? `len(list_filter(${column}, lambda v: v IS NOT NULL)) > 0`
    : /^(FLOAT|DOUBLE)$/.test(type)
      ? `NOT isnan(${column})`
      : `${column} IS NOT NULL`,
});

export function readText(column: string, type: string): ReadValue {
  if (type === 'VARCHAR') return { made: column, present: null };
  if (type !== 'JSON') return otherType(column, type);
  const made = `CASE json_type(${column}) WHEN 'VARCHAR' THEN ${column} ->> '$' END`;
  return { made, present: `coalesce(json_type(${column}), 'NULL') <> 'NULL'` };
}

/** Times without a zone are UTC; what is not a time, or infinite, is null. */
export function readMoment(column: string, type: string): ReadValue {
  if (/^(TIMESTAMP|DATE)/.test(type)) {
    return { made: `make_timestamp_ms(epoch_ms(${column}))`, present: null };
  }
  if (isNumber(type)) {
    return { made: `make_timestamp_ms(${epochSql(column)})`, present: otherType(column, type).present };
  }
  if (!isText(type)) return otherType(column, type);
  const text = plainTextSql(column, type);
  const written = `coalesce(epoch_ms(try_cast(${text} AS TIMESTAMPTZ)), epoch_ms(${mailDateSql(text)}),
    ${epochSql(`try_cast(${text} AS DOUBLE)`)})`;
  return { made: `make_timestamp_ms(${written})`, present: isSomething(column, type) };
}

/** Milliseconds of a number that counts since 1970: the unit is the one in which it lies between 1990 and 2100. */
const epochSql = (number: string): string => {
  const [from, to] = [Date.UTC(1990, 0) / 1000, Date.UTC(2100, 0) / 1000];
  const units = [1, 1e3, 1e6, 1e9].map(
    (unit) =>
      `WHEN ${number} BETWEEN ${from * unit} AND ${to * unit} THEN round((${number})::DOUBLE * ${1e3 / unit})::BIGINT`,
  );
  return `CASE ${units.join(' ')} END`;
};

/** A date as in e-mail (RFC 2822), with or without the day of the week and the seconds. */
const mailDateSql = (text: string): string => {
  const forms = ['%a, ', ''].flatMap((day) =>
    ['%H:%M:%S', '%H:%M'].map((time) => `'${day}%d %b %Y ${time} %z'`),
  );
  const zoned = `regexp_replace(trim(${text}), ' (GMT|UTC?|Z)$', ' +0000')`;
  return `try_strptime(${zoned}, [${forms.join(', ')}])`;
};

/** The largest whole number that JSON carries without loss bounds what a count can be. */
export function readCount(column: string, type: string): ReadValue {
  if (isText(type)) {
    const text = `trim(${plainTextSql(column, type)})`;
    const whole = String.raw`regexp_extract(${text}, '^\+?(\d{1,16})(\.0*)?$', 1)`;
    return { made: wholeSql(`try_cast(${whole} AS BIGINT)`), present: isSomething(column, type) };
  }
  if (!isNumber(type)) return otherType(column, type);
  const { present } = otherType(column, type);
  if (isInteger(type)) return { made: wholeSql(column), present };
  return { made: `CASE WHEN ${column} = floor(${column}) THEN ${wholeSql(column)} END`, present };
}

const wholeSql = (number: string): string =>
  `CASE WHEN ${number} BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER} THEN ${number}::BIGINT END`;

/** A yes or no, also as a word or as 1 and 0. */
export function readFlag(column: string, type: string): ReadValue {
  if (type === 'BOOLEAN') return { made: column, present: null };
  if (isNumber(type)) {
    const made = `CASE ${column} WHEN 1 THEN true WHEN 0 THEN false END`;
    return { made, present: otherType(column, type).present };
  }
  if (!isText(type)) return otherType(column, type);
  return { made: flagSql(wordSql(column, type)), present: isSomething(column, type) };
}

const wordSql = (column: string, type: string): string => `lower(trim(${plainTextSql(column, type)}))`;

const flagSql = (
  word: string,
): string => `CASE WHEN ${word} IN ('true', 't', 'yes', 'y', '1', '1.0') THEN true
    WHEN ${word} IN ('false', 'f', 'no', 'n', '0', '0.0') THEN false END`;

/** `true`, `false`, `auto` or `manual`. */
export function readGated(column: string, type: string): ReadValue {
  const flag = readFlag(column, type);
  if (!isText(type)) return { ...flag, made: flag.made === 'NULL' ? 'NULL' : `(${flag.made})::VARCHAR` };
  const word = wordSql(column, type);
  const made = `CASE WHEN ${word} IN ('auto', 'manual') THEN ${word} ELSE (${flagSql(word)})::VARCHAR END`;
  return { ...flag, made };
}

/** The card as JSON; whether it is an object is for the reader to see. */
export function readCard(column: string, type: string): ReadValue {
  if (isText(type)) return { made: jsonSql(column), present: isSomething(column, type) };
  if (!/^(STRUCT|MAP)\(/.test(type)) return otherType(column, type);
  return { made: `CASE WHEN ${column} IS NOT NULL THEN to_json(${column}) END`, present: null };
}

/** A half of a surrogate pair, escaped, alone: no JSON to DuckDB, though other programs write it. */
const loneSurrogates = String.raw`'(\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|\\ud[89a-f][0-9a-f]{2}'`;

/** Text as JSON, null where it is none; halves of surrogate pairs are left out, as a crawl replaces them. */
export const jsonSql = (column: string): string => {
  const text = `${column}::VARCHAR`;
  return `coalesce(try_cast(${text} AS JSON), CASE WHEN contains(lower(${text}), '\\ud')
    THEN try_cast(regexp_replace(${text}, ${loneSurrogates}, '\\1', 'gi') AS JSON) END)`;
};
