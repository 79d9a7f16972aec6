import { waitForAll } from '../../async.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readIntegers } from '../file/query.ts';
import { setAside } from './coverage-sql.ts';
import type { EdgeChoice } from './edge-choice.ts';

/** An edge that more pairs of a model and a name lead to than one, or none. */
export interface Surplus {
  source: number;
  target: number;
  /** Beside the one. */
  pairs: number;
}

/** What edges do not tell of the pairs of models and names. */
export interface PairCounts {
  /** Of all edges, in the slice or not. */
  surplus: Record<RepoKind, Surplus[]>;
  /** Pairs of the slice that became no edge. */
  setAside: Record<RepoKind, number>;
}

/** Reads {@link PairCounts}. The derived tables must be there. */
export async function readPairs(snapshot: Snapshot, choice: EdgeChoice): Promise<PairCounts> {
  const [models, datasets, ofModels, ofDatasets] = await waitForAll([
    readSurplus(snapshot, 'models'),
    readSurplus(snapshot, 'datasets'),
    countSetAside(snapshot, 'models', choice),
    countSetAside(snapshot, 'datasets', choice),
  ]);
  return { surplus: { models, datasets }, setAside: { models: ofModels, datasets: ofDatasets } };
}

async function readSurplus({ connection }: Snapshot, kind: RepoKind): Promise<Surplus[]> {
  const none = new Int32Array(0);
  const [sources = none, targets = none, pairs = none] = await readIntegers(
    connection,
    `SELECT model, node, pairs FROM pair_surplus WHERE kind = '${kind}'`,
    3,
  );
  return Array.from(sources, (source, place) => ({
    ...{ source, target: targets[place] ?? 0, pairs: pairs[place] ?? 0 },
  }));
}

async function countSetAside({ connection }: Snapshot, kind: RepoKind, choice: EdgeChoice): Promise<number> {
  const [count] = await readIntegers(
    connection,
    `SELECT count(*)::INTEGER FROM ${setAside(kind, choice)}`,
    1,
  );
  return count?.[0] ?? 0;
}
