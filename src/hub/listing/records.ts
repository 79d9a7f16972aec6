import type { RepoKind } from '../../repo-kind.ts';

/** Repos as a listing gives them, validated; the plain data that the hub room hands on. */

/** One repo of a list page. Fields that are absent or odd are null; tags keep their order and their letters. */
export interface RepoRecord {
  /** The Hub's `_id`. */
  hubId: string;
  /** `owner/name`, or `name` for the oldest repos. */
  id: string;
  /** Models only; null for datasets. */
  pipelineTag: string | null;
  /** Milliseconds since 1970. */
  createdAt: number | null;
  lastModified: number | null;
  downloads: number | null;
  /** Since the repo was made. */
  downloadsAllTime: number | null;
  likes: number | null;
  /** 'false', 'true', 'auto' or 'manual'. */
  gated: string | null;
  libraryName: string | null;
  /** The tags that are strings, well-formed Unicode; null if there was no list of tags. */
  tags: string[] | null;
  /** Whether a card (`cardData` as an object) was asked for and is there. */
  hasCard: boolean;
  /** JSON text of the card's `datasets` and `base_model`; null where the card lacks the key. */
  cardDatasets: string | null;
  cardBaseModel: string | null;
  /** The base models that the Hub itself names (`baseModels`); null where it names none, or was not asked. */
  baseModels: NamedBase[] | null;
}

/** A base model as `baseModels` names it: its `_id`, which may be absent, its id, and the relation to it. */
export interface NamedBase {
  hubId: string | null;
  id: string;
  /** The Hub's word, `finetune` and the like; null where it gives none. */
  relation: string | null;
}

/** A list item that is not a repo, kept aside. */
export interface RejectedItem {
  reason: string;
  /** JSON text of the item, cut at 10,000 characters. */
  item: string;
}

/** One page of a listing. */
export interface ListedPage {
  repos: RepoRecord[];
  rejected: RejectedItem[];
  /** The `_id`s of repos marked private that were left out (none when private ones are included). */
  privateIds: string[];
  /** Where the listing goes on; null at its end. */
  nextUrl: string | null;
}

/** What a listing asks for. */
export interface ListRequest {
  kind: RepoKind;
  /** A task, or null for every repo. */
  task: string | null;
  /** Models: by the one pipeline tag, or by any tag. Datasets are always listed by `task_categories:<task>`. */
  by: 'pipeline_tag' | 'tag';
  /** Ask for the cards too. */
  cards: boolean;
  /** Models: ask for `baseModels` too. */
  bases?: boolean;
  sort: 'createdAt' | 'lastModified' | 'downloads';
  /** The oldest first; only by `createdAt`. */
  ascending?: boolean;
  /** Ask for the ids alone, and whether a repo is private; every other field is null then. */
  idsOnly?: boolean;
}

/** The Hub's answer to one name. `failed` = not known, ask again another time. */
export interface LookUp {
  outcome: 'exists' | 'missing' | 'failed';
  /** The id that the repo has now; null unless it exists. */
  currentId: string | null;
  hubId: string | null;
  error: string | null;
}
