import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileError, fileErrorCode, HfreuseError, messageOf } from '../../../errors.ts';
import { makeFolder, ownPath, removeQuietly, sweepDead } from '../../../own-files.ts';
import { type RepoKind, repoKinds } from '../../../repo-kind.ts';
import { sqlText } from '../../../text.ts';
import type { Snapshot } from '../../file/open-snapshot.ts';

/** A card as JSON text: null where there is none, a key absent where the card lacks it. */
const cardSql = `CASE WHEN has_card THEN json_merge_patch('{}', to_json({
  pipeline_tag: pipeline_tag, datasets: card_datasets::JSON, base_model: card_base_model::JSON}))::VARCHAR END`;

const selectSql = (kind: RepoKind): string => {
  const own = kind === 'models' ? `, pipeline_tag, library_name, ${cardSql} AS "cardData"` : '';
  return `SELECT hub_id AS _id, id, created_at AS "createdAt", last_modified AS "lastModified", downloads, likes,
    gated, false AS private, tags::JSON::VARCHAR[] AS tags${own} FROM ${kind === 'models' ? 'model_rows' : 'dataset_rows'}`;
};

/**
 * Writes the raw rows as a Parquet dump of a Hub, with the columns that the Hub gives its repos: `models.parquet` and
 * `datasets.parquet`, each beside its place first: both whole, or what was there before.
 * @param signal where it is aborted, nothing takes its place
 * @returns their paths
 * @throws HfreuseError (exit 1) where they cannot be written
 */
export async function writeDump(
  snapshot: Snapshot,
  folder: string,
  signal?: AbortSignal,
): Promise<Record<RepoKind, string>> {
  const paths = { models: join(folder, 'models.parquet'), datasets: join(folder, 'datasets.parquet') };
  const beside = { models: ownPath(paths.models, 'part'), datasets: ownPath(paths.datasets, 'part') };
  let takeAway = (): void => {};
  try {
    takeAway = makeFolder(folder);
    for (const kind of repoKinds) {
      sweepDead(paths[kind]);
      await snapshot.connection.run(
        `COPY (${selectSql(kind)}) TO ${sqlText(beside[kind])} (FORMAT parquet, COMPRESSION zstd)`,
      );
    }
    signal?.throwIfAborted();
    for (const kind of repoKinds) renameSync(beside[kind], paths[kind]);
  } catch (error) {
    if (fileErrorCode(error) !== null) throw fileError(folder, 'cannot be written', error);
    throw new HfreuseError(`the dump cannot be written to ${folder}: ${messageOf(error)}`, {
      hint: 'check the folder and its permissions',
      cause: error,
    });
  } finally {
    for (const path of Object.values(beside)) removeQuietly(path);
    takeAway();
  }
  return paths;
}
