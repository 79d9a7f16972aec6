import { lineageDefaults } from '../definitions/lineage-choices.ts';
import type { AgesDocument } from '../documents/lineage/ages.ts';
import type {
  FamilyDocument,
  LineageDocument,
  RemovalDocument,
  UsersDocument,
} from '../documents/lineage/lineage.ts';
import type { TreeBounds } from '../graph/family-tree.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { describeLineage } from './lineage/describe-lineage.ts';
import { describeRemoval } from './lineage/describe-removal.ts';
import { listUsers } from './lineage/list-users.ts';
import { readAges } from './lineage/read-ages.ts';
import { traceModel } from './lineage/trace-model.ts';
import { type RunOptions, withAbort } from './run-options.ts';
import { type SnapshotSource, withSnapshot } from './with-snapshot.ts';

const { least: _, ...defaultBounds } = lineageDefaults;

const read = <T>(
  source: SnapshotSource,
  { signal }: RunOptions,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> =>
  withAbort(signal, () =>
    withSnapshot(
      source,
      async (snapshot) => {
        signal?.throwIfAborted();
        return work(snapshot);
      },
      { signal },
    ),
  );

/** What the shape of all lineages is asked for, and how. */
export interface LineageOptions extends RunOptions {
  /** How many descendants make a root lineage; 10 where it is not given. */
  least?: number;
}

/**
 * How old bases are when they are reused.
 * @throws HfreuseError (exit 1) for a file that is not a snapshot, or is empty; AbortError
 */
export const lineageAges = (source: SnapshotSource, run: RunOptions = {}): Promise<AgesDocument> =>
  read(source, run, readAges);

/**
 * The shape of all lineages of a snapshot.
 * @throws HfreuseError (exit 1) for a file that is not a snapshot, or is empty; AbortError
 */
export const lineage = (
  source: SnapshotSource,
  { least, ...run }: LineageOptions = {},
): Promise<LineageDocument> => read(source, run, (snapshot) => describeLineage(snapshot, least));

/**
 * The ancestors and descendants of one model.
 * @param bounds generations above and below it, and derivatives of each model, that are shown
 * @throws HfreuseError (exit 1) where there is no such model; AbortError
 */
export const lineageOf = (
  source: SnapshotSource,
  model: string,
  bounds: Partial<TreeBounds> = {},
  run: RunOptions = {},
): Promise<FamilyDocument> =>
  read(source, run, (snapshot) => traceModel(snapshot, model, { ...defaultBounds, ...bounds }));

/**
 * The models that declare a dataset.
 * @throws HfreuseError (exit 1) where there is no such dataset; AbortError
 */
export const usersOf = (
  source: SnapshotSource,
  dataset: string,
  run: RunOptions = {},
): Promise<UsersDocument> => read(source, run, (snapshot) => listUsers(snapshot, dataset));

/**
 * What falls with some models.
 * @param names repo ids, or owners, who stand for all of their models
 * @throws HfreuseError (exit 1) for a name that is neither; AbortError
 */
export const lineageWithout = (
  source: SnapshotSource,
  names: readonly string[],
  run: RunOptions = {},
): Promise<RemovalDocument> => read(source, run, (snapshot) => describeRemoval(snapshot, names));
