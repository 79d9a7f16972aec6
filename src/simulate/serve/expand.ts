import type { RepoKind } from '../../repo-kind.ts';
import type { ApiItem } from './api-item.ts';

const shared = [
  'author',
  'cardData',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'gated',
  'gitalyUid',
  'lastModified',
  'likes',
  'private',
  'resourceGroup',
  'sha',
  'siblings',
  'tags',
  'trendingScore',
  'usedStorage',
  'xetEnabled',
];

/** Fields that each kind lets one ask for with `expand`: what the Hub's own clients know, and `gitalyUid`. */
export const expandable: Record<RepoKind, readonly string[]> = {
  models: [
    ...shared,
    'baseModels',
    'childrenModelCount',
    'config',
    'evalResults',
    'gguf',
    'inference',
    'inferenceProviderMapping',
    'library_name',
    'mask_token',
    'model-index',
    'pipeline_tag',
    'safetensors',
    'spaces',
    'transformersInfo',
    'widgetData',
  ].sort(),
  datasets: [...shared, 'citation', 'description', 'mainSize', 'paperswithcode_id'].sort(),
};

const listedAlways = ['likes', 'trendingScore', 'private', 'downloads', 'tags', 'createdAt'];
const listedOfFull = ['author', 'disabled', 'gated', 'lastModified', 'sha'];

/** What a listing sends when nothing is asked for. Of datasets that is more. */
const listedByDefault: Record<RepoKind, readonly string[]> = {
  models: [...listedAlways, 'pipeline_tag', 'library_name', 'modelId'],
  datasets: [...listedAlways, ...listedOfFull, 'description', 'citation', 'paperswithcode_id'],
};

/** What it sends beside that where a query asks for it by another word than `expand`. */
const listedBeside: Record<string, readonly string[]> = {
  full: [...listedOfFull, 'siblings'],
  cardData: ['cardData'],
  config: ['config'],
};

/** What the page of one repo sends when nothing is asked for; no trend, and nothing that is costly. */
const shownByDefault: Record<RepoKind, readonly string[]> = {
  models: [
    ...['private', 'pipeline_tag', 'library_name', 'tags', 'downloads', 'likes', 'modelId', 'author', 'sha'],
    ...['lastModified', 'gated', 'disabled', 'mask_token', 'widgetData', 'model-index', 'config', 'cardData'],
    ...['transformersInfo', 'siblings', 'spaces', 'createdAt', 'safetensors', 'gguf', 'inference'],
    ...['usedStorage', 'gitalyUid'],
  ],
  datasets: [
    ...['author', 'sha', 'lastModified', 'private', 'gated', 'disabled', 'tags', 'citation', 'description'],
    ...['paperswithcode_id', 'downloads', 'likes', 'cardData', 'siblings', 'createdAt', 'usedStorage'],
  ],
};

/**
 * The fields that a query asks for, sorted: the same set in another order is the same set.
 * @returns a text if one of them is unknown: the Hub's message
 */
export function fieldsOf(
  kind: RepoKind,
  query: URLSearchParams,
  page: 'listing' | 'repo',
): readonly string[] | string {
  const asked = [...query.getAll('expand'), ...query.getAll('expand[]')];
  if (asked.some((field) => !expandable[kind].includes(field))) {
    return `"expand" must be one of [${expandable[kind].join(', ')}]`;
  }
  if (asked.length > 0) return [...new Set(asked)].sort();
  if (page === 'repo') return shownByDefault[kind];
  const beside = Object.entries(listedBeside).flatMap(([word, fields]) =>
    /^true$/i.test(query.get(word) ?? '') ? fields : [],
  );
  return [...new Set([...listedByDefault[kind], ...beside])].sort();
}

/** JSON text of an item with `_id`, `id` and these fields only, as far as it has them, in the order in which it has them. */
export function pickJson(item: ApiItem, fields: readonly string[]): string {
  const picked = Object.entries(item).filter(([field]) => fields.includes(field));
  return JSON.stringify({ _id: item._id, id: item.id, ...Object.fromEntries(picked) });
}
