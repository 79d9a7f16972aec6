import { type Relation, relations } from '../../definitions/relations.ts';

/**
 * The rules for names (docs/definitions.md) in SQL: a name is cleaned once per distinct spelling, not once per
 * reference.
 */

/** What JavaScript's trim removes. */
const blanks = `' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(5760)
  || array_to_string(list_transform(range(8192, 8203), lambda c: chr(c::INTEGER)), '')
  || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288) || chr(65279)`;

/** These words name a file format or nothing, never a dataset. */
const placeholders =
  'arrow audiofolder csv custom generator imagefolder json none null pandas parquet pdffolder sql text unknown videofolder webdataset xml';

/** What a repo id is made of. */
const repoId = '[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The list of a row's tags. */
export const tagList = `from_json(tags, '["VARCHAR"]')`;

/** The relations of a set as it is stored. */
export const fromBits = (bits: number): Relation[] =>
  relations.filter((_, place) => ((bits >> place) & 1) === 1);

/** How a set of relations is stored: each is one bit, by its place. */
export const toBits = (chosen: readonly Relation[]): number =>
  chosen.reduce((bits, relation) => bits | (2 ** relations.indexOf(relation)), 0);

/** Macros for the connection; `TEMP`, so that nothing of them stays in the file. */
export const cleaningMacros = [
  `SET VARIABLE blanks = ${blanks}`,
  // Only ASCII letters are folded; lower() would fold others too.
  `CREATE OR REPLACE TEMP MACRO fold_ascii(name) AS
     CASE WHEN strlen(name) = length(name) THEN lower(name) ELSE translate(name, '${letters}', '${letters.toLowerCase()}') END`,
  // The prefix is matched in folded letters: a regular expression that ignores case takes U+017F for an s.
  `CREATE OR REPLACE TEMP MACRO strip_url(kind, name) AS
     CASE WHEN fold_ascii(name[1:4]) = 'http' THEN name[1 + length(regexp_extract(fold_ascii(name),
       CASE kind WHEN 'datasets' THEN '^https?://(huggingface\\.co|hf\\.co)/(datasets/)?'
       ELSE '^https?://(huggingface\\.co|hf\\.co)/' END)):] ELSE name END`,
  // Guarded: few names need any of it.
  `CREATE OR REPLACE TEMP MACRO clean_name(kind, name) AS
     CASE WHEN regexp_full_match(name, '${repoId}') THEN name
     ELSE ltrim(rtrim(strip_url(kind, trim(name, getvariable('blanks'))), '/' || getvariable('blanks')), getvariable('blanks')) END`,
  `CREATE OR REPLACE TEMP MACRO is_repo_id(name) AS
     regexp_full_match(name, '${repoId}') AND NOT (contains(name, '.') AND (
       name IN ('.', '..') OR starts_with(name, './') OR starts_with(name, '../') OR ends_with(name, '/.') OR ends_with(name, '/..')))`,
  `CREATE OR REPLACE TEMP MACRO is_placeholder(kind, folded) AS
     kind = 'datasets' AND folded IN (${placeholders
       .split(' ')
       .map((word) => `'${word}'`)
       .join(', ')})`,
];
