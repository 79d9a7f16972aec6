import { boundByRepos, boundMemory, budgets, isShortOfMemory } from '../file/memory.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { dropTemporary, listTemporary, runEach } from '../file/temporary-tables.ts';
import { isDerived, voidDerived, writeDerived } from '../tables/meta.ts';
import { buildEdgesSql } from './build-edges.ts';
import { buildStudy2025Sql, findStudyMembersSql } from './build-study-2025.ts';
import { cleaningMacros } from './clean-names.ts';
import { countOnceSql } from './count-once.ts';
import { countCoverageSql } from './count-pairs.ts';
import { numberReposSql } from './number-repos.ts';
import { readDeclaredSql, readNamesSql, readTextsSql, resolveNamesSql } from './resolve-names.ts';
import { settleRows } from './settle-rows.ts';

const derivedTables = [
  'tasks',
  'models',
  'datasets',
  'owners',
  'dataset_tasks',
  'ghosts',
  'model_bases',
  'model_datasets',
  'reference_states',
  'set_aside_pairs',
  'pair_surplus',
  'coverage_groups',
  'node_counts',
  'moved_uses',
  'owner_uses',
  'study_models',
  'study_uses',
] as const; // prettier-ignore

/** What is made in the memory of a reader when all derived tables are there. */
const lastInMemory = 'derived_in_memory';

/** What a reader keeps in memory from one command to the next. */
export const keptInMemory: readonly string[] = [...derivedTables, lastInMemory];

/**
 * Derives from the raw rows everything that is expensive and does not change: numbered repos, resolved names, integer
 * edges. Stays in the file when it is open for writing; for a reader of an unfinished snapshot, in memory alone.
 * @param tasks the study's tasks, in their order
 */
export async function derive(
  snapshot: Snapshot,
  tasks: readonly string[],
  options: { temporary: boolean },
): Promise<void> {
  if (!options.temporary) await settleRows(snapshot);
  const create = options.temporary ? 'CREATE TEMP TABLE' : 'CREATE OR REPLACE TABLE';
  const statements = [
    ...numberReposSql(create),
    readTextsSql({ words: tasks }),
    ...findStudyMembersSql(tasks),
    ...readDeclaredSql,
    ...readNamesSql(),
    ...resolveNamesSql,
    ...buildEdgesSql(create),
    ...countOnceSql(create),
    ...buildStudy2025Sql(create),
    ...countCoverageSql(create),
  ];
  await withNames(snapshot, () => runAll(snapshot, statements, options.temporary));
}

/** Does work on names: the macros that clean them are there, and memory is bounded as long as that will do. */
export async function withNames(snapshot: Snapshot, work: () => Promise<void>): Promise<void> {
  await boundByRepos(snapshot.connection);
  for (const macro of cleaningMacros) await snapshot.connection.run(macro);
  await withMoreMemory(snapshot, work);
  // What is asked of the result, by a reader in whose memory it is too, needs more than making it did.
  await boundMemory(snapshot.connection, budgets.derived);
}

/** Others' tags may be of any length: what fails for want of memory is tried again with all there is. */
async function withMoreMemory(snapshot: Snapshot, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isShortOfMemory(error)) throw error;
    await boundMemory(snapshot.connection, budgets.all);
    await work();
  }
}

/** The tables in the file are void until the last of them is there. */
async function runAll(snapshot: Snapshot, statements: readonly string[], temporary: boolean): Promise<void> {
  const { connection } = snapshot;
  if (!temporary) await voidDerived(snapshot);
  await runEach(connection, statements, []);
  await dropTemporary(connection, temporary ? derivedTables : []);
  // What a commit needs to write the log into the file it must have.
  await boundMemory(connection, budgets.commit);
  if (temporary) await connection.run(`CREATE TEMP TABLE ${lastInMemory} (nothing BOOLEAN)`);
  else await writeDerived(snapshot);
}

/** Makes sure that the derived tables can be read; derives them in memory where the file's are absent or void. */
export async function ensureDerived(snapshot: Snapshot, tasks: readonly string[]): Promise<void> {
  if ((await isDerived(snapshot)) || (await isDerivedInMemory(snapshot))) return;
  await derive(snapshot, tasks, { temporary: true });
}

/** Whether an earlier command on the open snapshot has derived them, and was not stopped before the last. */
const isDerivedInMemory = async ({ connection }: Snapshot): Promise<boolean> =>
  (await listTemporary(connection)).includes(lastInMemory);
