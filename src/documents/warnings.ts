import { countOf, formatWhole } from '../count-words.ts';
import type { Protocol } from '../definitions/protocols.ts';
import type { Scope } from '../definitions/scope.ts';
import { repoKinds } from '../repo-kind.ts';

/** What is known of a snapshot when a reader must be warned. */
export interface SnapshotFacts {
  protocol: string;
  scope: Scope;
  cards: boolean;
  /** What an imported snapshot was read from; null for a crawl. */
  dump: {
    of: string;
    latest: string | null;
    kinds: readonly string[];
    /** Values of a column that are there but could not be read. */
    unread?: readonly { kind: string; column: string; present: number; unread: number }[];
  } | null;
  complete: boolean;
  /** Listings that are not at their end: what they list, and why. */
  openListings: readonly { kind: string; task: string | null; state: string; error: string | null }[];
  /** When an update began that was not finished; null or absent for none. */
  updating?: string | null;
  rejected: number;
  privateRepos: number;
  /** Declared names never looked up, datasets and base models. */
  unresolved: { datasets: number; baseModels: number };
  /** Words without a modality among the tasks, and the repos that have no other task. */
  unknownTasks: { words: number; models: number; datasets: number };
  /** How many updates there were since it was completed. */
  updates: number;
  /** Repos taken out as they were not listed any more, and when that was last looked for; null or absent for never. */
  gone?: { models: number; datasets: number; checkedAt: string } | null;
  /** Whether listed downloads are of several days; null or absent where that was not checked. */
  mixedDownloads?: boolean | null;
  /** Whether the Hub was a simulated one, written at once; absent where that is not asked. */
  simulated?: boolean;
  /** Whether another version derived what is stored; absent where that is not asked. */
  derivedByOther?: boolean;
}

/** Repos without a creation date, of all. */
export type Undated = Record<'models' | 'datasets', { undated: number; all: number }>;

/** What a reader asked for, as far as a warning depends on it. */
export interface AskedFor {
  protocol: Protocol;
  questions: readonly string[];
  modalities: readonly string[];
  createdBefore?: string | null;
  /** The steps of a history. */
  every?: string | null;
  /** What a slice by creation dates cannot place. */
  undated?: Undated | null;
  excludeSameOwner?: boolean | null;
  /** Whether downloads are shown. */
  downloads?: boolean;
}

/**
 * What the figures of a report cannot see, and where the protocol asked for does not fit the way the snapshot was
 * collected. One sentence each, the gravest first.
 */
export const warningsFor = (facts: SnapshotFacts, asked: AskedFor): string[] => [
  ...stateWarnings(facts),
  ...protocolWarnings(facts, asked.protocol),
  ...scopeWarnings(facts, asked),
  ...updateWarnings(facts),
  ...sliceWarnings(facts, asked),
  ...leftOutWarnings(facts, asked.modalities),
  ...unknownTaskWarnings(facts),
];

/** How far the snapshot is, and what it was read from. */
function stateWarnings(facts: SnapshotFacts): string[] {
  const { scope } = facts;
  const warnings = facts.openListings.map(
    ({ kind, task, state, error }) =>
      `Incomplete: the listing of ${kind}${task === null ? '' : ` of ${task}`} ${state === 'failed' ? `failed (${error ?? 'no reason'})` : 'is not finished'}; run collect again.`,
  );
  if (typeof facts.updating === 'string') {
    warnings.push(
      `Half updated: the update of ${facts.updating} was not finished, so some repos are newer than others; run collect again.`,
    );
  }
  if (facts.derivedByOther === true) warnings.push(versionWarning(facts));
  warnings.push(...dumpWarnings(facts));
  if (scope.limited)
    warnings.push(
      `Limited: only the ${describeOrder(scope)} repos of each task were collected; a trial, not a study.`,
    );
  return warnings;
}

/** What a slice by dates or owners cannot see, and downloads of several days. */
function sliceWarnings({ mixedDownloads }: SnapshotFacts, asked: AskedFor): string[] {
  const warnings: string[] = [];
  if (asked.createdBefore != null) {
    warnings.push(
      asked.every == null
        ? `Survivors: only repos created before ${asked.createdBefore} that still existed when the snapshot was read, with the names and tags that they had then.`
        : `Survivors: the history holds only repos that still existed when the snapshot was read, with the names and tags they had then; deleted repos are missing from every ${asked.every}.`,
    );
  }
  warnings.push(...undatedWarnings(asked.undated ?? null, asked.questions));
  if (asked.excludeSameOwner === true) warnings.push('Left out: edges between repos of the same owner.');
  if (asked.downloads === true && mixedDownloads === true) {
    warnings.push(
      'Downloads: of several days, since the Hub recounted them while they were read; differences between repos may be differences between days.',
    );
  }
  return warnings;
}

/** What is not in the snapshot: modalities, names that were never looked up, what was set aside. */
function leftOutWarnings(facts: SnapshotFacts, modalities: readonly string[]): string[] {
  const warnings: string[] = [];
  const unseen = modalities.filter((modality) => !facts.scope.modalities.includes(modality));
  if (unseen.length > 0) warnings.push(`Not collected: ${unseen.join(', ')}.`);
  const { datasets, baseModels } = facts.unresolved;
  if (datasets + baseModels > 0) {
    warnings.push(
      `Names: ${countReferences(datasets, baseModels)} match nothing and were never looked up; renamed repos may be among them (${facts.dump === null ? 'collect --resolve' : 'a dump knows no old names'}).`,
    );
  }
  if (facts.rejected > 0)
    warnings.push(
      `Set aside: ${countOf(facts.rejected, 'list item that is not a repo', 'list items that are not repos')}.`,
    );
  if (facts.privateRepos > 0)
    warnings.push(`Left out: ${countOf(facts.privateRepos, 'private repo', 'private repos')}.`);
  return warnings;
}

/** Which repos of each task a limited collection has. */
export const describeOrder = ({ order }: Scope): string =>
  order === 'downloads' ? 'most downloaded' : 'newest';

/** What is not seen where only some tasks were collected. */
function scopeWarnings(
  { scope }: SnapshotFacts,
  { questions, protocol }: { questions: readonly string[]; protocol: Protocol },
): string[] {
  if (scope.all || protocol !== 'current') return [];
  return [
    ...(questions.includes('RQ2')
      ? ['RQ2: uses by models without a collected task are missing; collect with --all to see them.']
      : []),
    ...(questions.includes('RQ3')
      ? [
          'RQ3: derivatives without a collected task are missing, above all those without a pipeline tag; collect with --all to see them.',
        ]
      : []),
  ];
}

/** An update reads what is new or changed: what is gone leaves no trace in a listing, unless it is looked for. */
function updateWarnings({ updates, gone }: SnapshotFacts): string[] {
  if (updates === 0) return [];
  const deleted =
    gone == null
      ? 'repos deleted since then are still counted'
      : `${countOf(gone.models, 'model', 'models')} and ${countOf(gone.datasets, 'dataset', 'datasets')} that are not listed any more were taken out, and repos deleted since ${gone.checkedAt} are still counted`;
  return [
    `Updated: ${countOf(updates, 'update', 'updates')} since the snapshot was complete; ${deleted}; changes of tags alone may be missed.`,
  ];
}

function unknownTaskWarnings({ unknownTasks: { words, models, datasets } }: SnapshotFacts): string[] {
  if (words === 0) return [];
  const unseen = `${countOf(models, 'model', 'models')} and ${countOf(datasets, 'dataset', 'datasets')}`;
  return [
    `No row: ${countOf(words, 'task word has', 'task words have')} no modality, and ${unseen} have no other task (hfreuse status lists the words).`,
  ];
}

/** `3 dataset references and 1 base-model reference` */
export const countReferences = (datasets: number, baseModels: number): string =>
  `${countOf(datasets, 'dataset reference', 'dataset references')} and ${countOf(baseModels, 'base-model reference', 'base-model references')}`;

/** A slice would leave out repos without a date in silence. */
function undatedWarnings(undated: Undated | null, questions: readonly string[]): string[] {
  if (undated === null) return [];
  const { models, datasets } = undated;
  const warnings: string[] = [];
  if (models.undated + datasets.undated > 0) {
    warnings.push(
      `Undated: ${formatWhole(models.undated)} of ${countOf(models.all, 'model', 'models')} and ${formatWhole(datasets.undated)} of ${countOf(datasets.all, 'dataset', 'datasets')} have no creation date, so the slice leaves them out.`,
    );
  }
  if (questions.includes('RQ2') && models.all > 0 && models.undated === models.all) {
    warnings.push(
      'No row: no model has a creation date, so the uses of datasets in the slice are unknown, not 0 (RQ2).',
    );
  }
  return warnings;
}

/** A dump is somebody else's reading of the Hub, of another day. */
function dumpWarnings({ dump }: SnapshotFacts): string[] {
  if (dump === null) return [];
  const age = dump.latest === null ? '' : `; its newest repo or change is from ${dump.latest}`;
  return [
    `Dump: from a dump of ${dump.of}, not a crawl: what its maker left out is missing, and private repos were not seen${age}.`,
    ...repoKinds
      .filter((kind) => !dump.kinds.includes(kind))
      .map((kind) => `Dump: no ${kind} were read; every figure that needs them is missing or too low.`),
    ...(dump.unread ?? []).map(
      ({ kind, column, present, unread }) =>
        `Dump: ${formatWhole(unread)} of ${countOf(present, 'value', 'values')} of ${column} of the ${kind} could not be read and are counted as absent.`,
    ),
  ];
}

function protocolWarnings(facts: SnapshotFacts, protocol: Protocol): string[] {
  if (protocol === 'study-2025') {
    const warnings: string[] = [];
    if (!facts.cards) {
      const remedy = facts.dump === null ? '(collect --card-data)' : '(the dump has no cardData)';
      warnings.push(
        `Protocol: study-2025 counts the lists of the cards, but the snapshot has none; tags are used instead ${remedy}.`,
      );
    }
    if (facts.protocol !== 'study-2025' && !facts.scope.all) {
      warnings.push(
        'Protocol: study-2025 takes models by any tag, but the snapshot lists them by pipeline tag; models whose task is only among their tags are missing.',
      );
    }
    return warnings;
  }
  if (facts.protocol === 'current' || facts.scope.all) return [];
  return [
    "Protocol: the snapshot was collected for study-2025, by tag and only for the study's tasks; other tasks are incomplete or missing.",
  ];
}

const versionWarning = ({ dump, simulated }: SnapshotFacts): string =>
  `Slow: another version of hfreuse completed the snapshot, so names and owners are worked out again for every report; ${simulated === true ? 'simulate it again' : dump === null ? 'run collect with the same options as then' : 'import the dump again'} to do that once.`;
