import * as z from 'zod/mini';
import type { RepoKind } from '../../repo-kind.ts';
import { parseJson } from '../../text.ts';
import { boundMemory, budgets } from '../file/memory.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readRows } from '../file/query.ts';
import { readMeta, writeMeta } from './meta.ts';

/** What a walk of a listing found. */
export interface WalkedListing {
  listing: number;
  kind: RepoKind;
  /** Repos that it held and does not list any more. */
  hubIds: readonly string[];
  /** Those that it lists marked private. */
  privateIds: readonly string[];
}

/** How many repos were taken out, as they were not listed any more, and when that was last looked for. */
export interface GoneCounts {
  models: number;
  datasets: number;
  /** ISO 8601: what was deleted later was not looked for. */
  checkedAt: string;
}

/** In `meta`: the counts as JSON. */
const goneKey = 'gone';

const kinds = { models: 'model_rows', datasets: 'dataset_rows' } as const;

/** Made where it is needed: earlier versions have no such table. */
const tableSql = `CREATE TABLE IF NOT EXISTS gone_repos (
  kind VARCHAR NOT NULL, hub_id VARCHAR NOT NULL, id VARCHAR NOT NULL, found_at TIMESTAMP_MS NOT NULL)`;

/**
 * Takes out the rows of repos that are not listed any more, and marks those repos: table `gone_repos` holds them. A repo
 * that another listing still holds has left a task; one that another listing lists, but does not hold, may have. Private
 * repos count as far as they are still listed.
 * @param checkedAt when the listings began to be read, ISO 8601
 */
export async function takeOutGone(
  snapshot: Snapshot,
  walked: readonly WalkedListing[],
  mayBeListed: (kind: RepoKind, hubId: string) => boolean,
  checkedAt: string,
): Promise<void> {
  const { connection } = snapshot;
  await boundMemory(connection, budgets.rows);
  await inTransaction(connection, async () => {
    await connection.run(tableSql);
    for (const [kind, rows] of Object.entries(kinds) as [RepoKind, string][]) {
      await fillMissing(
        snapshot,
        walked.filter((one) => one.kind === kind),
      );
      const isMissing = '(stream, hub_id) IN (SELECT (stream, hub_id) FROM missing)';
      await connection.run(
        `DELETE FROM ${rows} WHERE ${isMissing}
           AND hub_id IN (SELECT hub_id FROM ${rows} WHERE hub_id IN (SELECT hub_id FROM missing) AND NOT ${isMissing})`,
      );
      const left = await readRows(connection, `SELECT DISTINCT hub_id AS id FROM ${rows} WHERE ${isMissing}`);
      const gone = left.map(({ id }) => String(id)).filter((id) => !mayBeListed(kind, id));
      const ids = { ids: JSON.stringify(gone) };
      const isGone = `hub_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`;
      await connection.run(
        `INSERT INTO gone_repos SELECT '${kind}', hub_id, arg_max(id, rowid), $at::TIMESTAMP_MS FROM ${rows}
         WHERE ${isGone} GROUP BY hub_id`,
        { ...ids, at: checkedAt },
      );
      await connection.run(`DELETE FROM ${rows} WHERE ${isGone}`, ids);
      // What was hidden and is listed again was read again.
      await connection.run(
        `DELETE FROM gone_repos WHERE kind = '${kind}' AND hub_id IN (SELECT hub_id FROM ${rows})`,
      );
    }
    await connection.run('DROP TABLE IF EXISTS missing');
    for (const { listing, privateIds } of walked) {
      await connection.run(
        `DELETE FROM private_repos WHERE stream = ${listing}
           AND digest NOT IN (SELECT md5(id) FROM (SELECT unnest(from_json($ids, '["VARCHAR"]')) AS id))`,
        { ids: JSON.stringify(privateIds) },
      );
    }
    await writeMeta(snapshot, goneKey, JSON.stringify({ ...(await countGone(snapshot)), checkedAt }));
    await writeMeta(snapshot, 'derived', null);
  });
}

async function fillMissing({ connection }: Snapshot, walked: readonly WalkedListing[]): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE missing (stream INTEGER, hub_id VARCHAR)');
  for (const { listing, hubIds } of walked) {
    await connection.run(`INSERT INTO missing SELECT ${listing}, unnest(from_json($ids, '["VARCHAR"]'))`, {
      ids: JSON.stringify(hubIds),
    });
  }
}

async function countGone({ connection }: Snapshot): Promise<Omit<GoneCounts, 'checkedAt'>> {
  const [row] = await readRows(
    connection,
    `SELECT count(DISTINCT hub_id) FILTER (kind = 'models')::INTEGER AS models,
       count(DISTINCT hub_id) FILTER (kind = 'datasets')::INTEGER AS datasets FROM gone_repos`,
  );
  return { models: Number(row?.models), datasets: Number(row?.datasets) };
}

/** Made where it is needed: in few snapshots was it looked for. */
const toSchema = () => {
  const wholeNumber = z.int().check(z.nonnegative());
  return z.object({ models: wholeNumber, datasets: wholeNumber, checkedAt: z.iso.datetime() });
};

/** Null where it was never looked for. */
export async function readGone(snapshot: Snapshot): Promise<GoneCounts | null> {
  const text = await readMeta(snapshot, goneKey);
  return text === null ? null : (toSchema().safeParse(parseJson(text)).data ?? null);
}
