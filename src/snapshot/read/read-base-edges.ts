import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers, readRows } from '../file/query.ts';

/** Every base-model edge, derived model → base, with the bits of its relations. */
export interface BaseEdges {
  /** Models in the snapshot: the first nodes. */
  listed: number;
  /** Listed models and ghosts; ends from there on are malformed names, which are not nodes. */
  order: number;
  source: Int32Array;
  target: Int32Array;
  relations: Int32Array;
}

/** Reads the base-model graph of all models. The derived tables must be there. */
export async function readBaseEdges({ connection }: Snapshot): Promise<BaseEdges> {
  const counts = await readRows(
    connection,
    `SELECT listed, listed + ghosts AS "order" FROM node_counts WHERE kind = 'models'`,
  );
  const empty = new Int32Array(0);
  const [source = empty, target = empty, relations = empty] = await readIntegers(
    connection,
    'SELECT model, base, relations FROM model_bases',
    3,
  );
  return { listed: Number(counts[0]?.listed), order: Number(counts[0]?.order), source, target, relations };
}
