import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../file/open-snapshot.ts';
import { readDoubles } from '../file/query.ts';

/** When each repo was created, by its node: milliseconds since 1970, infinity where the Hub gave no date. */
export const readCreated = ({ connection }: Snapshot, kind: RepoKind): Promise<Float64Array> =>
  readDoubles(connection, `SELECT coalesce(epoch_ms(created_at)::DOUBLE, 'infinity'::DOUBLE) FROM ${kind}`);
