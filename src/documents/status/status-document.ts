import type { Relation } from '../../definitions/relations.ts';
import type { Scope } from '../../definitions/scope.ts';
import type { RenameEffect } from '../report/report-row.ts';

const datasetStates = [
  'listed',
  'renamed',
  'placeholder',
  'malformed',
  'outside',
  'missing',
  'unresolved',
] as const;
const modelStates = ['listed', 'renamed', 'malformed', 'outside', 'missing', 'unresolved'] as const;

/** The whole of `status --format json`. */
export interface StatusDocument {
  schemaVersion: 1;
  complete: boolean;
  finished: boolean;
  startedAt: string;
  finishedAt: string | null;
  endpoint: string;
  protocol: string;
  scope: Scope;
  models: number;
  datasets: number;
  streams: {
    kind: string;
    task: string | null;
    pages: number;
    rows: number;
    state: string;
    error: string | null;
    /** ascending or descending; null where nothing was walked. */
    walk: string | null;
  }[];
  references: {
    datasets: Record<'declared' | (typeof datasetStates)[number], number>;
    baseModels: Record<'declared' | (typeof modelStates)[number] | 'selfLoops', number>;
  };
  rejected: number;
  private: number;
  unknownTasks: { task: string; models: number; datasets: number }[];
  /** The effect of following renames, under protocol current. */
  renames: RenameEffect;
  /** crawl, dump or simulation. */
  source: string;
  /** Whether listed downloads are of several days; null where that was not checked. */
  mixedDownloads: boolean | null;
  /** Repos taken out as they were not listed any more, and when that was last looked for; null for never. */
  gone: { models: number; datasets: number; checkedAt: string } | null;
  /** The base models of the tags against `baseModels`; null where that was not asked for. */
  baseDifferences: BaseDifferences | null;
}

/** How the base models that the tags name compare with those that the Hub itself names, models that name themselves aside. */
export interface BaseDifferences {
  /** Models with a base in either. */
  models: number;
  /** Those of them whose two sets differ. */
  differing: number;
  /** Distinct (model, base) pairs. */
  inBoth: number;
  onlyTags: number;
  onlyBaseModels: number;
  /** Models with the same bases in both, but another relation to one: both name relations, and not the same. */
  otherRelation: number;
  /** Models with the same bases, none of another relation, for one of which the tags or `baseModels` name no relation. */
  noRelation: number;
  /** The first five models of `otherRelation` by id, each with the first such base. */
  otherRelationExamples: { model: string; base: string; tags: Relation[]; baseModels: Relation[] }[];
}

type StateCounts = readonly { kind: string; state: string; references: number; selfLoops: number }[];

/** The `references` block: `declared` is the sum of the others but selfLoops. */
export function toReferences(states: StateCounts): StatusDocument['references'] {
  const count = (kind: string, state: string) =>
    states.find((entry) => entry.kind === kind && entry.state === state)?.references ?? 0;
  const total = (kind: string) =>
    sum(states.filter((entry) => entry.kind === kind).map((entry) => entry.references));
  const byState = <State extends string>(kind: string, names: readonly State[]) =>
    Object.fromEntries(names.map((state) => [state, count(kind, state)])) as Record<State, number>;
  return {
    datasets: { declared: total('datasets'), ...byState('datasets', datasetStates) },
    baseModels: {
      declared: total('models'),
      ...byState('models', modelStates),
      selfLoops: sum(states.filter(({ kind }) => kind === 'models').map(({ selfLoops }) => selfLoops)),
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
