import type { RepoKind } from '../../repo-kind.ts';
import { sqlText } from '../../text.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers } from '../file/query.ts';
import { type EdgeChoice, inSliceSql, ofSliceSql, relationSql } from './edge-choice.ts';
import { readNodeCounts } from './read-graph-columns.ts';

/** Who reuses what: edges from models to the datasets that they declare, or to the bases that they name. */
export interface Reuse {
  /** Repos in the snapshot: the first nodes among the targets. */
  listed: number;
  /** Listed repos and ghosts; no edge leads to a malformed name. */
  order: number;
  /** Edges, sorted by source. */
  source: Int32Array;
  target: Int32Array;
  /** For each edge, the bits of its relations; 0 where they are of datasets. */
  relations: Int32Array;
}

/** Which targets are in a scope; of a slice, ghosts too. */
export interface ReuseScope extends EdgeChoice {
  /** Only targets of these tasks; null for every target, ghosts too. */
  tasks: readonly string[] | null;
}

const target = { models: 'base', datasets: 'dataset' } as const;

/** Reads one of the two graphs. The derived tables must be there. */
export async function readReuse(snapshot: Snapshot, kind: RepoKind, choice: EdgeChoice = {}): Promise<Reuse> {
  const { listed, ghosts } = await readNodeCounts(snapshot, kind);
  const order = listed + ghosts;
  const isOfBases = kind === 'models';
  const conditions = [
    `${target[kind]} < ${order}`,
    ...(isOfBases ? relationSql(choice) : []),
    ...ofSliceSql(choice).map((inSlice) => `${inSlice} ORDER BY model`),
  ];
  const empty = new Int32Array(0);
  const [source = empty, ends = empty, bits = new Int32Array(source.length)] = await readIntegers(
    snapshot.connection,
    `SELECT model, ${target[kind]} ${isOfBases ? ', relations' : ''} FROM model_${isOfBases ? 'bases' : 'datasets'}
     WHERE ${conditions.join(' AND ')}`,
    isOfBases ? 3 : 2,
  );
  return { listed, order, source, target: ends, relations: bits };
}

/**
 * For each node, 1 where it is in the scope. Tasks leave ghosts out, for they have none; a date does not, for theirs is
 * not known. The derived tables must be there.
 * @returns null where every node is
 */
export async function readReuseScope(
  snapshot: Snapshot,
  kind: RepoKind,
  scoped: ReuseScope,
): Promise<Int32Array | null> {
  const { tasks } = scoped;
  if (tasks === null && inSliceSql(scoped) === null) return null;
  const { listed, ghosts } = await readNodeCounts(snapshot, kind);
  const node = kind === 'models' ? 'model' : 'dataset';
  const [isIn] = await readIntegers(
    snapshot.connection,
    `SELECT coalesce(${toScopeSql(kind, scoped)}, false)::INTEGER FROM ${kind}
     ${tasks === null ? '' : `ORDER BY ${node}`}`,
    1,
  );
  const scope = new Int32Array(listed + ghosts).fill(tasks === null ? 1 : 0);
  scope.set(isIn ?? []);
  return scope;
}

/** Whether a row of `models` or `datasets` is in a scope, in SQL. */
export function toScopeSql(kind: RepoKind, scoped: ReuseScope): string {
  const { tasks } = scoped;
  const asked = `SELECT task FROM tasks WHERE name IN (${(tasks ?? []).map(sqlText).join(', ') || 'NULL'})`;
  const isAsked =
    kind === 'models'
      ? `task IN (${asked})`
      : `dataset IN (SELECT dataset FROM dataset_tasks WHERE task IN (${asked}))`;
  const conditions = [tasks === null ? null : isAsked, inSliceSql(scoped)].filter((sql) => sql !== null);
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** The owner of each node, a dense number; of ghosts too. The derived tables must be there. */
export async function readOwnersOf({ connection }: Snapshot, kind: RepoKind): Promise<Int32Array> {
  const [owners] = await readIntegers(
    connection,
    `SELECT owner FROM ${kind} UNION ALL SELECT owner FROM ghosts WHERE kind = '${kind}' AND NOT malformed`,
    1,
  );
  return owners ?? new Int32Array(0);
}

/** How many owners there are, of listed repos and of ghosts; they are numbered from 0. The derived tables must be there. */
export async function readOwnerCount({ connection }: Snapshot): Promise<number> {
  const [count] = await readIntegers(connection, 'SELECT count(*)::INTEGER FROM owners', 1);
  return count?.[0] ?? 0;
}
