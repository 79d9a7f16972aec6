import { usageError } from '../../errors.ts';
import { type AnswerKeeper, openKeeper } from '../../hub/pages/keep-answers.ts';
import type { KeptCollection } from '../../hub/pages/manifest.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readListings } from '../../snapshot/tables/listings.ts';
import { type Provenance, readMeta, readProvenance, writeMeta } from '../../snapshot/tables/meta.ts';
import type { FullCollectRequest } from './request.ts';

/** In `meta`: which kept answers a snapshot is made of. */
const pagesKey = 'pages';

/**
 * Opens the folder of `--keep-pages`; null without it.
 * @throws HfreuseError (exit 2) for an update, which answers of another day would be added by, or a folder that will
 *   not do
 */
export function toKeeper(
  { keepPages, update }: FullCollectRequest,
  token: string | null,
): AnswerKeeper | null {
  if (keepPages === undefined) return null;
  if (update === true) {
    throw usageError(
      '--keep-pages keeps the answers of one collection, so it does not go with --update',
      'collect again, into another snapshot',
    );
  }
  return openKeeper(keepPages, token);
}

/**
 * Ties a planned collection to the folder that keeps its answers: all of them are there, and no others.
 * @throws HfreuseError (exit 2) where some of them are not, or the folder is of another collection
 */
export async function linkKeeper(
  keeper: AnswerKeeper | null,
  snapshot: Snapshot,
  provenance: Provenance,
  request: FullCollectRequest,
): Promise<void> {
  const linked = await readMeta(snapshot, pagesKey);
  if (keeper === null) return linked === null ? undefined : leaveUnkept(snapshot, provenance, request);
  const { folder, id } = keeper;
  if (linked !== null) {
    if (linked === id) return;
    throw usageError(
      `${folder} does not hold the answers that ${snapshot.path} is made of`,
      'repeat the --keep-pages of the first run, or begin again with --restart and another folder',
    );
  }
  if (id !== null) {
    throw usageError(
      `${folder} holds the answers of another collection`,
      'name another folder with --keep-pages',
    );
  }
  if ((await readListings(snapshot)).some(({ pages }) => pages > 0)) {
    throw usageError(
      `${snapshot.path} was begun without --keep-pages, so its first answers are lost`,
      'begin again with --restart, or name another file with --snapshot',
    );
  }
  await writeMeta(snapshot, pagesKey, keeper.begin(await toKeptCollection(snapshot, request)));
}

/** Without the option, what comes now would be missing in silence; an update makes something else of the snapshot. */
async function leaveUnkept(
  snapshot: Snapshot,
  { finishedAt }: Provenance,
  { update }: FullCollectRequest,
): Promise<void> {
  if (update === true) return writeMeta(snapshot, pagesKey, null);
  if (finishedAt !== null) return;
  throw usageError(
    `the answers that ${snapshot.path} is made of are kept, and the collection is not finished`,
    'repeat --keep-pages with the folder of the first run',
  );
}

/** What the manifest states about a collection so far. */
export const toKeptCollection = async (
  snapshot: Snapshot,
  { resolve, includePrivate }: FullCollectRequest,
): Promise<Omit<KeptCollection, 'id'>> => ({
  provenance: await readProvenance(snapshot),
  edge: await readMeta(snapshot, 'edge'),
  resolve: String(resolve),
  includePrivate: includePrivate === true,
});
