import { modalities, tasksPackage } from '../../definitions/tasks.ts';
import { type RepoKind, repoKinds } from '../../repo-kind.ts';
import { type GenerateOptions, generateSql } from '../../simulate/generate/generate-sql.ts';
import {
  buildCatalogue,
  type Catalogue,
  type CatalogueEntry,
  toApiItem,
} from '../../simulate/serve/catalogue.ts';
import { boundMemory, budgets, useAllThreads } from '../../snapshot/file/memory.ts';
import { openSnapshotInMemory, type Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readRows } from '../../snapshot/file/query.ts';
import { runInterruptibly } from '../../snapshot/file/run-interruptibly.ts';
import { writeWholeSnapshot } from '../../snapshot/file/write-whole.ts';
import { writeDump } from '../../snapshot/parquet/out/write-dump.ts';
import { readRawRows } from '../../snapshot/read/read-raw-rows.ts';
import { writeFinishedListings } from '../../snapshot/tables/listings.ts';
import { type Provenance, writeMeta, writeProvenance } from '../../snapshot/tables/meta.ts';
import { completeSnapshot } from '../complete-snapshot.ts';
import { checkReplaceable } from './check-replaceable.ts';

/** A simulated Hub in memory, ready to be served. */
export const makeSimulatedHub = (options: GenerateOptions, signal?: AbortSignal): Promise<Catalogue> =>
  withSimulated(options, signal, async (snapshot) => ({
    ...(await buildCatalogue(readSimulatedEntries(snapshot))),
    basesDiffer: true,
  }));

/** A simulated Hub as a Parquet dump: `models.parquet` and `datasets.parquet` in a folder; gives their paths. */
export const writeSimulatedDump = (
  folder: string,
  options: GenerateOptions,
  signal?: AbortSignal,
): Promise<Record<RepoKind, string>> =>
  withSimulated(options, signal, (snapshot) => writeDump(snapshot, folder, signal));

/** Does work with a simulated Hub in memory; a signal interrupts it. */
async function withSimulated<T>(
  options: GenerateOptions,
  signal: AbortSignal = neverAborted,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = await openSnapshotInMemory();
  try {
    return await runInterruptibly(snapshot, signal, async () => {
      await fill(snapshot, options);
      return work(snapshot);
    });
  } finally {
    snapshot.close();
  }
}

const neverAborted = new AbortController().signal;

/** A simulated Hub as a finished snapshot: what a collection of all of it, with every look-up, would hold. */
export async function writeSimulatedSnapshot(
  path: string,
  options: GenerateOptions,
  signal: AbortSignal = neverAborted,
): Promise<void> {
  await checkReplaceable(path);
  await writeWholeSnapshot(path, (snapshot) =>
    runInterruptibly(snapshot, signal, async () => {
      await fill(snapshot, options);
      await snapshot.connection.run(
        `INSERT INTO lookups SELECT kind, lower(old_id), 'exists', new_id, NULL, NULL, TIMESTAMP '${madeAt}' FROM renames
         UNION ALL SELECT kind, lower(id), 'exists', id, hub_id, NULL, TIMESTAMP '${madeAt}' FROM hidden`,
      );
      await snapshot.connection.run('DROP TABLE renames');
      await snapshot.connection.run('DROP TABLE hidden');
      await writeProvenance(snapshot, provenanceOfSimulated(options));
      await writeMeta(snapshot, 'resolve', 'none');
      await writeFinishedListings(snapshot, repoKinds);
      await completeSnapshot(snapshot);
      signal.throwIfAborted();
    }),
  );
}

/** The day that every simulated Hub is of: the same seed must give the same bytes. */
const madeAt = '2026-08-31T00:00:00.000Z';

async function fill(snapshot: Snapshot, options: GenerateOptions): Promise<void> {
  // Unlike the pages of a crawl, all of it is written at once.
  await boundMemory(snapshot.connection, budgets.rows);
  await useAllThreads(snapshot.connection);
  for (const statement of generateSql(options)) await snapshot.connection.run(statement);
}

const provenanceOfSimulated = (options: GenerateOptions): Provenance => ({
  endpoint: `simulation:models=${options.models},datasets=${options.datasets},seed=${options.seed}`,
  protocol: 'current',
  scope: { all: true, modalities: [...modalities], tasks: [], limited: false },
  limit: null,
  cards: options.cards,
  source: 'simulation',
  tasksPackage,
  startedAt: madeAt,
  finishedAt: madeAt,
});

async function* readSimulatedEntries(snapshot: Snapshot): AsyncGenerator<CatalogueEntry> {
  for (const kind of repoKinds) {
    for await (const rows of readRawRows(snapshot, kind)) {
      for (const row of rows) yield { kind, item: toApiItem(kind, row) };
    }
    const hidden = await readRows(snapshot.connection, 'SELECT id, hub_id FROM hidden WHERE kind = $kind', {
      kind,
    });
    for (const { id, hub_id } of hidden) {
      yield { kind, item: { _id: String(hub_id), id: String(id), tags: [] }, listed: false };
    }
    const renames = await readRows(
      snapshot.connection,
      'SELECT old_id, new_id FROM renames WHERE kind = $kind',
      { kind },
    );
    for (const { old_id, new_id } of renames) yield { kind, oldId: String(old_id), newId: String(new_id) };
  }
}
