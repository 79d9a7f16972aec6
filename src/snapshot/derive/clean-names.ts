/** The contract's rules for names, in SQL: a name is cleaned once per distinct spelling, not once per reference. */

/** What JavaScript's trim removes. */
const blanks = `' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(5760)
  || array_to_string(list_transform(range(8192, 8203), lambda c: chr(c::INTEGER)), '')
  || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288) || chr(65279)`;

/** These words name a file format or nothing, never a dataset. */
const placeholders =
  'arrow audiofolder csv custom generator imagefolder json none null pandas parquet pdffolder sql text unknown videofolder webdataset xml';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The four relations of base_model tags, and how an edge without any of them is called; each is one bit. */
export const relations = ['finetune', 'adapter', 'quantized', 'merge', 'unspecified'] as const;
export type Relation = (typeof relations)[number];

/** Macros for the connection; `TEMP`, so that nothing of them stays in the file. */
export const cleaningMacros = [
  `SET VARIABLE blanks = ${blanks}`,
  // Both are guarded: most names need neither, and a regular expression costs six times a look at the first letters.
  `CREATE OR REPLACE TEMP MACRO strip_blanks(name) AS
     CASE WHEN name[1] BETWEEN '!' AND '~' AND name[-1] BETWEEN '!' AND '~' THEN name
     ELSE trim(name, getvariable('blanks')) END`,
  `CREATE OR REPLACE TEMP MACRO strip_url(name, pattern) AS
     CASE WHEN lower(name[1:4]) = 'http' THEN regexp_replace(name, pattern, '', 'i') ELSE name END`,
  `CREATE OR REPLACE TEMP MACRO clean_name(kind, name) AS rtrim(
     CASE kind WHEN 'datasets' THEN strip_url(strip_blanks(name), '^https?://(huggingface\\.co|hf\\.co)/(datasets/)?')
     ELSE strip_url(strip_blanks(name), '^https?://(huggingface\\.co|hf\\.co)/') END, '/')`,
  // Only ASCII letters are folded; lower() would fold others too.
  `CREATE OR REPLACE TEMP MACRO fold(name) AS
     CASE WHEN strlen(name) = length(name) THEN lower(name) ELSE translate(name, '${letters}', '${letters.toLowerCase()}') END`,
  `CREATE OR REPLACE TEMP MACRO is_repo_id(name) AS
     regexp_full_match(name, '[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?') AND NOT (contains(name, '.') AND (
       name IN ('.', '..') OR starts_with(name, './') OR starts_with(name, '../') OR ends_with(name, '/.') OR ends_with(name, '/..')))`,
  `CREATE OR REPLACE TEMP MACRO is_placeholder(kind, folded) AS
     kind = 'datasets' AND folded IN (${placeholders
       .split(' ')
       .map((word) => `'${word}'`)
       .join(', ')})`,
];
