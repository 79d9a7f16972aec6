import { z } from 'zod';
import { jsonText } from './json-text.ts';
import type { RepoRecord } from './records.ts';

// Absent fields are the rule: `nullish` lets them pass, where `catch` alone would make an error of each one.
const text = z
  .string()
  .transform((value) => value.toWellFormed())
  .nullish()
  .catch(null);
const count = z.int().nonnegative().nullish().catch(null);

/** What the client makes of a list item: `id` is the Hub's `_id`, `name` the repo id. Odd fields become null. */
const entrySchema = z.object({
  id: z.string().transform((value) => value.toWellFormed()),
  name: z.string().transform((value) => value.toWellFormed()),
  private: z.boolean().nullish().catch(false),
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
  tags: z.array(z.unknown()).nullish().catch(null),
  cardData: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** Milliseconds since 1970, null for no time. */
const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);

/**
 * Validates an entry of the client's listing.
 * @throws ZodError when it has no text `id` or `name`: such items never reach the client
 */
export function toRepoRecord(entry: unknown): { repo: RepoRecord; isPrivate: boolean } {
  const checked = entrySchema.parse(entry);
  const { cardData } = checked;
  const card = cardData == null ? null : new Map(Object.entries(cardData));
  const repo: RepoRecord = {
    hubId: checked.id,
    id: checked.name,
    pipelineTag: checked.task ?? null,
    createdAt: checked.createdAt == null ? null : finite(Date.parse(checked.createdAt)),
    lastModified: checked.updatedAt == null ? null : finite(checked.updatedAt.getTime()),
    downloads: checked.downloads ?? null,
    likes: checked.likes ?? null,
    gated: checked.gated == null ? null : String(checked.gated),
    libraryName: checked.library_name ?? null,
    tags: checked.tags?.filter((tag) => typeof tag === 'string').map((tag) => tag.toWellFormed()) ?? null,
    hasCard: card !== null,
    cardDatasets: jsonText(card?.get('datasets')),
    cardBaseModel: jsonText(card?.get('base_model')),
  };
  return { repo, isPrivate: checked.private === true };
}
