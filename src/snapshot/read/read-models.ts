import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers, readRows } from '../file/query.ts';
import { readNodeColumns } from './read-node-columns.ts';

/** What a person wants to know of a node of the base-model graph. */
export interface ModelFacts {
  /** Repo id; of a ghost the spelling that most models declare. */
  id: string;
  /** Declared, but not in the snapshot. */
  ghost: boolean;
  task: string | null;
  downloads: number | null;
  likes: number | null;
  /** ISO 8601, UTC. */
  createdAt: string | null;
}

/** What is known of one of those that were read. @throws RangeError for any other, and for one without a name */
export type FactsOf = (number: number) => ModelFacts;

/** Reads some models and ghosts by their nodes. The derived tables must be there. */
export async function readModels({ connection }: Snapshot, nodes: Iterable<number>): Promise<FactsOf> {
  const rows = await readRows(
    connection,
    `SELECT n.node::INTEGER AS node, coalesce(r.id, g.spelling) AS id, r.id IS NULL AS ghost, t.name AS task,
       r.downloads::DOUBLE AS downloads, r.likes::DOUBLE AS likes, epoch_ms(r.created_at)::DOUBLE AS created
     FROM (SELECT unnest(from_json($nodes, '["INTEGER"]')) AS node) n
     LEFT JOIN models m ON m.model = n.node LEFT JOIN model_rows r ON r.rowid = m.row
     LEFT JOIN tasks t ON t.task = m.task
     LEFT JOIN ghosts g ON g.kind = 'models' AND g.node = n.node`,
    { nodes: JSON.stringify([...nodes]) },
  );
  return toFactsOf(rows);
}

/**
 * Facts by node, from rows with `node`, the columns of {@link ModelFacts}, and `created` in ms since 1970 or null. A node
 * without an id, as it may be in a file that another program has changed, is as one that is not there.
 */
export const toFactsOf = (rows: readonly Record<string, unknown>[]): FactsOf =>
  findIn(
    rows.map(({ node, created, ...facts }) => [
      Number(node),
      {
        ...facts,
        createdAt: created === null ? null : new Date(Number(created)).toISOString(),
      } as ModelFacts,
    ]),
  );

/** Finds facts by their number. */
export function findIn(all: readonly (readonly [number: number, facts: ModelFacts])[]): FactsOf {
  const known = new Map(all.filter(([, { id }]) => id !== null));
  return (number) => {
    const found = known.get(number);
    if (found === undefined) throw new RangeError(`number ${number} has no name`);
    return found;
  };
}

/** The models of an owner, the part of the id before the slash, in any ASCII case; ghosts too. */
export async function findModelsOf({ connection }: Snapshot, owner: string): Promise<number[]> {
  const rows = await readRows(
    connection,
    `SELECT m.model::INTEGER AS node FROM models m JOIN model_rows r ON r.rowid = m.row
     WHERE starts_with(lower(r.id), lower($owner) || '/')
     UNION ALL SELECT node::INTEGER FROM ghosts
     WHERE kind = 'models' AND NOT malformed AND starts_with(lower(name), lower($owner) || '/') ORDER BY node`,
    { owner },
  );
  return rows.map(({ node }) => Number(node));
}

/** Of each listed model, in the order of the nodes: the place of its task among `tasks`, −1 without, and its downloads. */
export async function readModelColumns(
  snapshot: Snapshot,
): Promise<{ tasks: string[]; taskOf: Int32Array; downloads: Float64Array }> {
  const { connection } = snapshot;
  const names = await readRows(connection, 'SELECT name FROM tasks ORDER BY task');
  const [taskOf = new Int32Array(0)] = await readIntegers(connection, 'SELECT task FROM models', 1);
  const { modelDownloads = new Float64Array(0) } = await readNodeColumns(snapshot, ['modelDownloads']);
  return { tasks: names.map(({ name }) => String(name)), taskOf, downloads: modelDownloads };
}
