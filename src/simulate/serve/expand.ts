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

/** Fields that each kind lets one ask for with `expand`. */
export const expandable: Record<RepoKind, readonly string[]> = {
  models: [
    ...shared,
    'config',
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

/** What a listing sends when nothing is asked for. */
export const listedByDefault: readonly string[] = [
  'modelId',
  'author',
  'likes',
  'trendingScore',
  'private',
  'disabled',
  'gated',
  'downloads',
  'tags',
  'pipeline_tag',
  'library_name',
  'createdAt',
  'lastModified',
];

/** JSON text of an item with `_id`, `id` and these fields only, as far as it has them. */
export function pickJson(item: ApiItem, fields: readonly string[]): string {
  const picked: Record<string, unknown> = { _id: item._id, id: item.id };
  for (const field of fields) if (item[field] !== undefined) picked[field] = item[field];
  return JSON.stringify(picked);
}
