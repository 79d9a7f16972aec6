import { type Dice, oneOf, steepSql } from './sql-hash.ts';

/**
 * SQL for the names of repos, computed from their numbers alone: no table has to be joined to name a base. Arguments
 * are names of columns.
 */
export interface Names {
  /** Number of the owner of a repo; a column of it is what `model` and `dataset` want. */
  modelOwner(index: string): string;
  datasetOwner(index: string): string;
  /** Id of the repo with this number and owner. */
  model(index: string, owner: string): string;
  dataset(index: string, owner: string): string;
  /** Whether the repo had another name once, and which. */
  isRenamedModel(index: string): string;
  oldModel(index: string): string;
  isRenamedDataset(index: string): string;
  oldDataset(index: string): string;
  /** Repos that never existed, or were deleted. */
  ghostModel(number: string): string;
  ghostDataset(number: string): string;
  /** Repos that exist and are not listed. */
  hiddenModel(number: string): string;
  hiddenDataset(number: string): string;
}

/** How many repos of each kind there are; names depend on it, for owners grow with the Hub. */
export interface Size {
  models: number;
  datasets: number;
}

const heads = [
  'Tor',
  'lin',
  'Mar',
  'kes',
  'Ven',
  'dol',
  'Ash',
  'rui',
  'Pel',
  'nor',
  'Zim',
  'ota',
  'Qua',
  'bel',
];
const tails = ['labs', 'AI', 'research', 'net', 'works', 'mind', '', 'team', 'x', 'ova', 'uni', '_ml'];
const families = [
  'Larch',
  'qanat',
  'Mistle',
  'bertil',
  'visio',
  'Gemmule',
  'phonon',
  'tapir',
  'Falken',
  'whist',
];
const sizes = ['tiny', 'small', 'base', 'large', '0.5B', '1.5B', '3B', '7b', '8B', '13b', '70B'];
const variants = [
  'v1',
  'v2',
  'instruct',
  'chat',
  'sft',
  'lora',
  'dpo',
  'GGUF',
  'uncased',
  'en',
  'multilingual',
];
const subjects = [
  'news',
  'reviews',
  'faces',
  'speech',
  'legal',
  'chat',
  'code',
  'maps',
  'math',
  'wiki',
  'recipes',
];
const datasetWords = ['qa', 'corpus', 'bench', 'pairs', 'mini', 'clean', 'instruct', 'eval', 'captions'];

/** An adapter farm: one owner, one base, hundreds of adapters made one after the other. */
export const isFarm = (i: string): string => `((${i}) // 500 % 12 = 1 AND (${i}) % 500 < 120)`;

/** Number of the farm that a model belongs to; ten runs of 120 adapters make one farm. */
export const farmOf = (i: string): string => `((${i}) // 60000)`;

/** How many hidden repos of a kind there are. */
export const countHidden = (repos: number): number => Math.ceil(repos / 5000);

/** Names for a Hub of this size; owners are heavy-tailed. */
export function makeNames({ bits, uniform }: Dice, size: Size): Names {
  const ownerNumber = (kind: string, index: string, repos: number): string =>
    `floor(${Math.max(1, Math.ceil(repos / 4))} * ${steepSql(uniform(index, `${kind} owner`))})::UBIGINT`;
  const owner = (o: string): string =>
    `${oneOf(heads, bits(o, 'head'))} || ${oneOf(tails, bits(o, 'tail'))} || ${o}`;
  const modelName = (i: string): string =>
    `${oneOf(families, bits(i, 'family'))} || '-' || ${oneOf(sizes, bits(i, 'size'))} || '-' || ${oneOf(variants, bits(i, 'variant'))} || '-' || (${i})`;
  const datasetName = (i: string): string =>
    `${oneOf(subjects, bits(i, 'subject'))} || '_' || ${oneOf(datasetWords, bits(i, 'shape'))} || '_' || (${i})`;
  const old = Math.ceil(size.datasets / 50);
  const isOwnerless = (i: string): string => `((${i}) < ${old} AND (${i}) % 30 = 0)`;
  return {
    modelOwner: (i) => ownerNumber('model', i, size.models),
    datasetOwner: (i) => ownerNumber('dataset', i, size.datasets),
    model: (i, o) =>
      `(CASE WHEN ${isFarm(i)} THEN 'adapters-' || ${farmOf(i)} ELSE ${owner(o)} END || '/' || ${modelName(i)})`,
    dataset: (i, o) =>
      `(CASE WHEN ${isOwnerless(i)} THEN '' ELSE ${owner(o)} || '/' END || ${datasetName(i)})`,
    isRenamedModel: (i) => `((${i}) % 97 = 5)`,
    oldModel: (i) => `('before-' || (${i}) % 7 || '/' || ${modelName(i)})`,
    isRenamedDataset: (i) => `((${i}) < ${old} AND (${i}) % 3 <> 0)`,
    oldDataset: (i) => `(${datasetName(i)})`,
    ghostModel: (k) =>
      `('gone-' || (${k}) % 89 || '/' || ${oneOf(families, bits(k, 'ghost'))} || '-' || (${k}))`,
    ghostDataset: (k) =>
      `(CASE WHEN (${k}) % 3 = 0 THEN '' ELSE 'gone-' || (${k}) % 89 || '/' END || ${oneOf(subjects, bits(k, 'ghost'))} || '-' || (${k}))`,
    hiddenModel: (k) => `('unlisted-' || (${k}) % 5 || '/model-' || (${k}))`,
    hiddenDataset: (k) => `('unlisted-' || (${k}) % 5 || '/data-' || (${k}))`,
  };
}
