import { z } from 'zod';
import { jsonText } from './json-text.ts';
import type { RepoRecord } from './records.ts';

// Absent fields are ordinary, so `nullish`: to catch them would cost an error object each, and a crawl has millions.
const text = z.string().nullish().catch(null);
const count = z.int().nonnegative().nullish().catch(null);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the client makes of a list item: `id` is the Hub's `_id`, `name` the repo id. Odd fields become null. */
const entrySchema = z.object({
  id: z.string(),
  name: z.string(),
  private: z.boolean().nullish().catch(null),
  task: text,
  createdAt: text,
  updatedAt: z.date().nullish().catch(null),
  downloads: count,
  likes: count,
  gated: z
    .union([z.boolean(), z.enum(['auto', 'manual'])])
    .nullish()
    .catch(null),
  library_name: text,
  tags: z.custom<unknown[]>(Array.isArray).nullish().catch(null),
  cardData: z.custom<object>(isObject).nullish().catch(null),
});

/** Milliseconds since 1970, null for no time. */
const finite = (ms: number | undefined): number | null =>
  ms !== undefined && Number.isFinite(ms) ? ms : null;

const wellFormed = (value: string | null | undefined): string | null => value?.toWellFormed() ?? null;

/**
 * Validates an entry of the client's listing.
 * @throws ZodError when it has no text `id` or `name`: such items never reach the client
 */
export function toRepoRecord(entry: unknown): { repo: RepoRecord; isPrivate: boolean } {
  const checked = entrySchema.parse(entry);
  const { cardData, createdAt, gated } = checked;
  const repo: RepoRecord = {
    hubId: checked.id.toWellFormed(),
    id: checked.name.toWellFormed(),
    pipelineTag: wellFormed(checked.task),
    createdAt: finite(createdAt ? Date.parse(createdAt) : undefined),
    lastModified: finite(checked.updatedAt?.getTime()),
    downloads: checked.downloads ?? null,
    likes: checked.likes ?? null,
    gated: gated === null || gated === undefined ? null : String(gated),
    libraryName: wellFormed(checked.library_name),
    tags: checked.tags ? toTags(checked.tags) : null,
    hasCard: Boolean(cardData),
    cardDatasets: cardField(cardData, 'datasets'),
    cardBaseModel: cardField(cardData, 'base_model'),
  };
  return { repo, isPrivate: checked.private === true };
}

/** The tags that are strings; the same array where there is nothing to mend. */
function toTags(tags: unknown[]): string[] {
  if (tags.every((tag): tag is string => typeof tag === 'string' && tag.isWellFormed())) return tags;
  return tags.filter((tag) => typeof tag === 'string').map((tag) => tag.toWellFormed());
}

const cardField = (card: object | null | undefined, key: string): string | null =>
  card && Object.hasOwn(card, key) ? jsonText(Reflect.get(card, key)) : null;
