import type { LookUp } from '../../hub/listing/records.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { inTransaction, readRows } from '../file/query.ts';

/** A declared name that matches nothing in the snapshot and was never answered for. */
export interface UnknownName {
  kind: RepoKind;
  /** Cleaned and folded, a well-formed repo id. */
  name: string;
}

/** The Hub's own limit is 96 characters for each part of an id; no tag of megabytes goes into a request. */
const longestName = 200;

const ghostUses = `
  SELECT 'models' AS kind, base AS node FROM model_bases UNION ALL SELECT 'datasets', dataset FROM model_datasets`;

/** How the answer to a name is marked that came with the answer to an older name of the same repo. */
const implied = 'not asked: known by an older name';

/** Answers that count: given since a moment. One that came with an older name's ages too: that name may lead elsewhere. */
const current = `outcome <> 'failed' AND checked_at >= coalesce($since::TIMESTAMP, '-infinity'::TIMESTAMP)`;

/** Names that a listing has shown: they are not unknown. */
const isListed = `(kind = 'models' AND name IN (SELECT lower(id) FROM model_rows)
  OR kind = 'datasets' AND name IN (SELECT lower(id) FROM dataset_rows))`;

/**
 * Names to look up, in the order to ask: those without an owner first, for they are the renamed ones, then those that
 * were answered before `since`, then the most cited; ties by name. The derived tables must be there.
 * @param atMost how many; null for all
 * @param since answers from before this moment (ISO 8601) are asked for again; null for none
 */
export async function readNamesToLookUp(
  snapshot: Snapshot,
  atMost: number | null,
  since: string | null,
): Promise<UnknownName[]> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT kind, name FROM (
       SELECT g.kind, g.name, u.uses
       FROM ghosts g JOIN (SELECT kind, node, count(*) AS uses FROM (${ghostUses}) GROUP BY ALL) u
         ON u.kind = g.kind AND u.node = g.node
       WHERE NOT g.malformed AND length(g.name) <= ${longestName}
         AND (g.kind, g.name) NOT IN (SELECT (kind, name) FROM lookups WHERE outcome <> 'failed')
       UNION ALL
       SELECT kind, name, NULL FROM lookups WHERE outcome <> 'failed' AND NOT (${current}) AND NOT ${isListed})
     ORDER BY contains(name, '/'), uses DESC NULLS FIRST, kind, name ${atMost === null ? '' : `LIMIT ${atMost}`}`,
    { since },
  );
  return rows as unknown as UnknownName[];
}

/** How many names were asked for since a moment and answered, without those that a listing has shown since. */
export async function countAnswers(snapshot: Snapshot, since: string | null): Promise<number> {
  const rows = await readRows(
    snapshot.connection,
    `SELECT count(DISTINCT (kind, name))::INTEGER AS answers FROM lookups
     WHERE ${current} AND error IS NULL AND NOT ${isListed}`,
    { since },
  );
  return Number(rows[0]?.answers);
}

/**
 * Keeps answers with their date; the derived tables are void from then on. A later answer replaces an earlier one.
 * Where a name leads to another, that one is known too, and need not be asked for.
 */
export async function writeLookUps(
  snapshot: Snapshot,
  answers: readonly (UnknownName & LookUp)[],
  checkedAt: string,
): Promise<void> {
  await inTransaction(snapshot.connection, async () => {
    for (const answer of answers) await writeAnswer(snapshot, answer, checkedAt);
    for (const answer of answers) {
      const current = answer.currentId?.toLowerCase() ?? answer.name;
      if (current === answer.name || (await isAnswered(snapshot, answer.kind, current))) continue;
      await writeAnswer(snapshot, { ...answer, name: current, error: implied }, checkedAt);
    }
    await snapshot.connection.run(`DELETE FROM meta WHERE key = 'derived'`);
  });
}

async function isAnswered({ connection }: Snapshot, kind: RepoKind, name: string): Promise<boolean> {
  const found = await readRows(
    connection,
    `SELECT 1 AS found FROM lookups WHERE kind = $kind AND name = $name AND outcome <> 'failed'`,
    { kind, name },
  );
  return found.length > 0;
}

async function writeAnswer(
  { connection }: Snapshot,
  { kind, name, outcome, currentId, hubId, error }: UnknownName & LookUp,
  checkedAt: string,
): Promise<void> {
  await connection.run('DELETE FROM lookups WHERE kind = $kind AND name = $name', { kind, name });
  await connection.run(
    'INSERT INTO lookups VALUES ($kind, $name, $outcome, $currentId, $hubId, $error, $checkedAt::TIMESTAMP_MS)',
    { kind, name, outcome, currentId, hubId, error, checkedAt },
  );
}
