/**
 * The rules for tasks and names (docs/definitions.md) as SQL. This folder derives every figure of a report a second
 * time,
 * from the raw tables and docs/definitions.md alone: nothing here may import the product's derivation.
 */
import { PIPELINE_DATA } from '@huggingface/tasks';

/** The order of modalities in a report. */
export const modalityOrder = ['nlp', 'cv', 'audio', 'multimodal', 'tabular', 'rl', 'other'];

const study2025Tasks: Record<string, string[]> = {
  nlp: `text-classification token-classification table-question-answering question-answering
    zero-shot-classification translation summarization feature-extraction text-generation text2text-generation
    fill-mask sentence-similarity`.split(/\s+/),
  cv: `depth-estimation image-classification object-detection image-segmentation text-to-image image-to-text
    image-to-image image-to-video unconditional-image-generation video-classification text-to-video
    zero-shot-image-classification mask-generation zero-shot-object-detection text-to-3d image-to-3d
    image-feature-extraction keypoint-detection`.split(/\s+/),
};

/** [modality, task] of the protocol `current`. */
export const currentTasks: [string, string][] = [
  ...Object.entries(PIPELINE_DATA).map(([task, data]): [string, string] => [data.modality, task]),
  ['nlp', 'text2text-generation'],
  ['nlp', 'conversational'],
];

/** [modality, task] of the study: its own modalities, not those of the tasks package of today. */
export const study2025TaskPairs: [string, string][] = Object.entries(study2025Tasks).flatMap(
  ([modality, tasks]) => tasks.map((task): [string, string] => [modality, task]),
);

const placeholders =
  `arrow audiofolder csv custom generator imagefolder json none null pandas parquet pdffolder
  sql text unknown videofolder webdataset xml`.split(/\s+/);

/** A string as an SQL literal. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Strings as the inside of an SQL list: `'a', 'b'`; of an empty list, nothing equals its NULL. */
export const quoteAll = (texts: readonly string[]): string =>
  texts.length === 0 ? 'NULL' : texts.map(quote).join(', ');

/** What JavaScript's trim removes, as an SQL string. */
const blanks = [
  9, 10, 11, 12, 13, 32, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008,
  0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
]
  .map((code) => `chr(${code})`)
  .join(' || ');

/** ASCII letters made small, every other character as it is: `lower` would fold more. */
export const foldSql = (text: string): string =>
  `translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;

/** Blanks, one leading URL of the Hub, trailing slashes; what is left has neither blanks around it nor slashes after. */
export function cleaned(kind: 'models' | 'datasets', text: string): string {
  const trimmed = `trim(${text}, ${blanks})`;
  const prefix = `^https?://(huggingface\\.co|hf\\.co)/${kind === 'datasets' ? '(datasets/)?' : ''}`;
  // The prefix is ASCII, so it is as long before folding as after. RE2's own `i` would let U+017F pass for an s.
  const rest = `substring(${trimmed}, 1 + length(regexp_extract(${foldSql(trimmed)}, '${prefix}')))`;
  return `ltrim(rtrim(${rest}, '/' || ${blanks}), ${blanks})`;
}

/** Whether a cleaned name can be a repo id. */
export const wellFormed = (name: string): string =>
  `(regexp_full_match(${name}, '[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?')
    AND NOT regexp_matches(${name}, '^[.][.]?(/|$)') AND NOT regexp_matches(${name}, '/[.][.]?$'))`;

/** Whether a cleaned and folded name is a loader's name, not a dataset's. */
export const isPlaceholder = (name: string): string => `(${name} IN (${quoteAll(placeholders)}))`;
