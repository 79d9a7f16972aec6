import type { RepoKind } from '../../repo-kind.ts';
import type { RawRow } from '../../snapshot/read/read-raw-rows.ts';

/** A repo as the Hub's API gives it. What is unknown is absent, never null. */
export interface ApiItem {
  _id: string;
  id: string;
  modelId?: string;
  author?: string;
  private?: boolean;
  disabled?: boolean;
  gated?: boolean | 'auto' | 'manual';
  likes?: number;
  downloads?: number;
  trendingScore?: number;
  tags?: string[];
  pipeline_tag?: string;
  library_name?: string;
  createdAt?: string;
  lastModified?: string;
  cardData?: Record<string, unknown>;
  [field: string]: unknown;
}

/** A raw row as the API item it was read from, as far as the row has the fields. */
export function toApiItem(kind: RepoKind, row: RawRow): ApiItem {
  const item: ApiItem = { _id: row.hub_id, id: row.id };
  if (kind === 'models') item.modelId = row.id;
  if (row.id.includes('/')) item.author = row.id.slice(0, row.id.indexOf('/'));
  item.private = false;
  if (row.gated !== null) item.gated = toGated(row.gated);
  if (row.likes !== null) item.likes = row.likes;
  if (row.downloads !== null) item.downloads = row.downloads;
  item.trendingScore = 0;
  if (row.tags !== null) item.tags = JSON.parse(row.tags) as string[];
  if (row.pipeline_tag != null) item.pipeline_tag = row.pipeline_tag;
  if (row.library_name != null) item.library_name = row.library_name;
  if (row.created_at !== null) item.createdAt = new Date(row.created_at).toISOString();
  if (row.last_modified !== null) item.lastModified = new Date(row.last_modified).toISOString();
  if (row.has_card === true) item.cardData = toCard(row);
  return item;
}

function toCard(row: RawRow): Record<string, unknown> {
  const card: Record<string, unknown> = {};
  if (row.pipeline_tag != null) card.pipeline_tag = row.pipeline_tag;
  if (row.card_datasets != null) card.datasets = JSON.parse(row.card_datasets);
  if (row.card_base_model != null) card.base_model = JSON.parse(row.card_base_model);
  return card;
}

function toGated(text: string): boolean | 'auto' | 'manual' {
  return text === 'auto' || text === 'manual' ? text : text === 'true';
}
