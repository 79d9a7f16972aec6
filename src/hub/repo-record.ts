import { z } from 'zod';
import { jsonText } from './json-text.ts';
import type { RepoRecord } from './records.ts';

const text = z
  .string()
  .transform((value) => value.toWellFormed())
  .nullable()
  .catch(null);
const count = z.int().nonnegative().nullable().catch(null);

/** What the client makes of a list item: `id` is the Hub's `_id`, `name` the repo id. Odd fields become null. */
const entrySchema = z.object({
  id: z.string().transform((value) => value.toWellFormed()),
  name: z.string().transform((value) => value.toWellFormed()),
  private: z.boolean().catch(false),
  task: text,
  createdAt: text,
  updatedAt: z.date().nullable().catch(null),
  downloads: count,
  likes: count,
  gated: z
    .union([z.boolean(), z.enum(['auto', 'manual'])])
    .nullable()
    .catch(null),
  library_name: text,
  tags: z.array(z.unknown()).nullable().catch(null),
  cardData: z.record(z.string(), z.unknown()).nullable().catch(null),
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
  const card = cardData === null ? null : new Map(Object.entries(cardData));
  const repo: RepoRecord = {
    hubId: checked.id,
    id: checked.name,
    pipelineTag: checked.task,
    createdAt: checked.createdAt === null ? null : finite(Date.parse(checked.createdAt)),
    lastModified: checked.updatedAt === null ? null : finite(checked.updatedAt.getTime()),
    downloads: checked.downloads,
    likes: checked.likes,
    gated: checked.gated === null ? null : String(checked.gated),
    libraryName: checked.library_name,
    tags: checked.tags?.filter((tag) => typeof tag === 'string').map((tag) => tag.toWellFormed()) ?? null,
    hasCard: card !== null,
    cardDatasets: jsonText(card?.get('datasets')),
    cardBaseModel: jsonText(card?.get('base_model')),
  };
  return { repo, isPrivate: checked.private };
}
