import * as z from 'zod/mini';
import { parseDate } from '../../parse-date.ts';
import { toJsonText } from '../request/to-json-text.ts';
import type { NamedBase, RepoRecord } from './records.ts';

// Absent fields are ordinary, so `nullish`: to catch them would cost an error object each, and a crawl has millions.
const orNull = <T extends z.ZodMiniType>(schema: T) => z.catch(z.nullish(schema), null);
const textOrNull = orNull(z.string());
const wholeOrNull = orNull(z.int().check(z.nonnegative()));

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list item as the Hub gives it. Odd fields become null. */
const itemSchema = z.object({
  _id: z.string(),
  id: z.string(),
  private: orNull(z.boolean()),
  pipeline_tag: textOrNull,
  createdAt: textOrNull,
  lastModified: textOrNull,
  downloads: wholeOrNull,
  downloadsAllTime: wholeOrNull,
  likes: wholeOrNull,
  gated: orNull(z.union([z.boolean(), z.enum(['auto', 'manual'])])),
  library_name: textOrNull,
  tags: orNull(z.custom<unknown[]>(Array.isArray)),
  cardData: orNull(z.custom<object>(isObject)),
  baseModels: z.optional(z.unknown()),
});

/** Milliseconds since 1970, null for no time. */
const toMoment = (date: string | null | undefined): number | null => (date ? parseDate(date) : null);

const mendText = (value: string | null | undefined): string | null => value?.toWellFormed() ?? null;

/** An empty word is not a task. */
const toTask = (value: string | null | undefined): string | null => mendText(value) || null;

/**
 * Validates a list item.
 * @throws ZodError when it has no text `_id` or `id`: such items are set aside before
 */
export function toRepoRecord(item: unknown): { repo: RepoRecord; isPrivate: boolean } {
  const checked = itemSchema.parse(item);
  const { cardData, gated } = checked;
  const repo: RepoRecord = {
    hubId: checked._id.toWellFormed(),
    id: checked.id.toWellFormed(),
    pipelineTag: toTask(checked.pipeline_tag),
    createdAt: toMoment(checked.createdAt),
    lastModified: toMoment(checked.lastModified),
    downloads: checked.downloads ?? null,
    downloadsAllTime: checked.downloadsAllTime ?? null,
    likes: checked.likes ?? null,
    gated: gated === null || gated === undefined ? null : String(gated),
    libraryName: mendText(checked.library_name),
    tags: checked.tags ? toTags(checked.tags) : null,
    hasCard: Boolean(cardData),
    cardDatasets: cardField(cardData, 'datasets'),
    cardBaseModel: cardField(cardData, 'base_model'),
    baseModels: toNamedBases(checked.baseModels),
  };
  return { repo, isPrivate: checked.private === true };
}

/** The tags that are strings; the same array where there is nothing to mend. */
function toTags(tags: unknown[]): string[] {
  if (tags.every((tag): tag is string => typeof tag === 'string' && tag.isWellFormed())) return tags;
  return tags.filter((tag) => typeof tag === 'string').map((tag) => tag.toWellFormed());
}

const baseGroup = z.object({ relation: textOrNull, models: z.array(z.unknown()) });
const namedBase = z.object({ _id: textOrNull, id: z.string().check(z.minLength(1)) });

/** Out of `{relation, models: [{_id, id}]}`, or several of these; what is not of that form is left out. */
function toNamedBases(value: unknown): NamedBase[] | null {
  const groups: unknown[] = Array.isArray(value) ? value : [value];
  const bases = groups.flatMap((group): NamedBase[] => {
    const { data: found } = baseGroup.safeParse(group);
    const relation = mendText(found?.relation) || null;
    return (found?.models ?? []).flatMap((model) => {
      const { data } = namedBase.safeParse(model);
      return data === undefined ? [] : [{ hubId: mendText(data._id), id: data.id.toWellFormed(), relation }];
    });
  });
  return bases.length === 0 ? null : bases;
}

const cardField = (card: object | null | undefined, key: string): string | null =>
  card && Object.hasOwn(card, key) ? toJsonText(Reflect.get(card, key)) : null;
