import { waitForAll } from '../async.ts';
import { modalities, modalityOf, tasksOf } from '../definitions/tasks.ts';
import type { RenameEffect } from '../documents/report/report-row.ts';
import type { SnapshotFacts } from '../documents/warnings.ts';
import { HfreuseError } from '../errors.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { countDatasetsOutside, type ReferenceState, readLeftOut } from '../snapshot/read/read-status.ts';
import { type GoneCounts, readGone } from '../snapshot/tables/gone-repos.ts';
import { type Listing, readListings } from '../snapshot/tables/listings.ts';
import type { Provenance } from '../snapshot/tables/meta.ts';
import { isDerivedByOther, readProvenance, readUpdating } from '../snapshot/tables/meta.ts';
import { countsPart, readStoredCounts, type StoredCounts } from './stored-digests.ts';
import { checkStored } from './stored-samples.ts';

/** What a report or a status states about the snapshot itself. */
export interface SnapshotState {
  provenance: Provenance;
  listings: Listing[];
  complete: boolean;
  models: number;
  datasets: number;
  references: ReferenceState[];
  rejected: number;
  private: number;
  unknownTasks: { task: string; models: number; datasets: number }[];
  /** Datasets all of whose task words are unknown. */
  untaskedDatasets: number;
  renames: RenameEffect;
  /** When an update began that was not finished; null for none. */
  updating: string | null;
  /** What was taken out as it was not listed any more; null where that was never looked for. */
  gone: GoneCounts | null;
  /** Whether another version derived what is stored, so that it is derived again for every reader. */
  derivedByOther: boolean;
}

/** Reads the state of a snapshot whose derived tables are there. */
export async function readSnapshotState(snapshot: Snapshot): Promise<SnapshotState> {
  const provenance = await readProvenance(snapshot);
  if (provenance === null) {
    throw new HfreuseError(`${snapshot.path} is empty: nothing has been collected yet`, {
      hint: `hfreuse collect --snapshot ${snapshot.path}`,
    });
  }
  // Asked for together: each answer is on its way while DuckDB works on the next.
  const [listings, stored, leftOut, untaskedDatasets] = await waitForAll([
    readListings(snapshot),
    readStoredCounts(snapshot),
    readLeftOut(snapshot),
    countDatasetsOutside(snapshot, tasksOf(modalities)),
  ]);
  await checkStored(snapshot, countsPart(stored));
  const { counts, references, tasks, moved } = stored;
  const unknownTasks = tasks.filter(({ task }) => modalityOf(task) === null);
  return {
    provenance,
    listings,
    complete: listings.every(({ state }) => state === 'done'),
    ...counts,
    references,
    updating: await readUpdating(snapshot),
    gone: await readGone(snapshot),
    renames: toRenameEffect(references, moved),
    ...leftOut,
    derivedByOther: await isDerivedByOther(snapshot),
    unknownTasks,
    untaskedDatasets,
  };
}

function toRenameEffect(references: readonly ReferenceState[], moved: StoredCounts['moved']): RenameEffect {
  const countRenamed = (kind: string) =>
    references.find((entry) => entry.kind === kind && entry.state === 'renamed')?.references ?? 0;
  return {
    datasetReferences: countRenamed('datasets'),
    baseModelReferences: countRenamed('models'),
    means: (countRenamed('datasets') === 0 ? [] : moved)
      .filter(({ task }) => modalityOf(task) !== null)
      .map((entry) => ({
        task: entry.task,
        without: (entry.uses - entry.moved) / entry.datasets,
        with: entry.uses / entry.datasets,
      })),
  };
}

/** What the warnings are made of. */
export function toSnapshotFacts(state: SnapshotState): SnapshotFacts {
  const unresolved = (kind: string) =>
    state.references.find((entry) => entry.kind === kind && entry.state === 'unresolved')?.references ?? 0;
  return {
    protocol: state.provenance.protocol,
    scope: state.provenance.scope,
    cards: state.provenance.cards,
    dump: state.provenance.dump ?? null,
    complete: state.complete,
    updating: state.updating,
    openListings: state.listings.filter((listing) => listing.state !== 'done'),
    rejected: state.rejected,
    privateRepos: state.private,
    unresolved: { datasets: unresolved('datasets'), baseModels: unresolved('models') },
    unknownTasks: {
      words: state.unknownTasks.length,
      models: state.unknownTasks.reduce((sum, { models }) => sum + models, 0),
      datasets: state.untaskedDatasets,
    },
    updates: state.provenance.updates ?? 0,
    gone: state.gone,
    mixedDownloads: state.provenance.mixedDownloads ?? null,
    derivedByOther: state.derivedByOther,
    simulated: state.provenance.source === 'simulation',
  };
}
