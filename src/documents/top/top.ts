import type { Ranking, TopKind } from '../../definitions/top-choices.ts';
import type { LineageHead, RelationCounts } from '../lineage/lineage.ts';

/** A dataset, model or owner that is reused most; docs/columns.md has the fields in this order. */
export interface TopRow {
  rank: number;
  id: string;
  task: string | null;
  ghost: boolean;
  uses: number;
  owners: number;
  ownUses: number;
  /** Null where nothing is used. */
  share: number | null;
  cumulativeShare: number | null;
  relations: RelationCounts | null;
  topOwner: { owner: string; uses: number } | null;
  descendants: number | null;
  downloads: number | null;
  likes: number | null;
  createdAt: string | null;
}

/** The whole of `top --format json`. */
export interface TopDocument extends LineageHead {
  /** What it comes to, a sentence each. */
  summary: { says: string }[];
  kind: TopKind;
  rankBy: Ranking;
  /** Uses of every node in scope, ghosts too. */
  total: number;
  /** Uses of ghosts, which have no task, that a scope of tasks leaves out; null without one. */
  ghostUses: number | null;
  rows: TopRow[];
}
