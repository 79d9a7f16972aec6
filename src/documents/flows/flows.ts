import type { LineageHead } from '../lineage/lineage.ts';

/** In the place of a task: what is used is not in the snapshot. */
export const outsideWord = '(outside)';

/** Uses by models of one task of what was made for another. */
export interface FlowRow {
  /** Task of what is used; null: listed, without a task; `(outside)`: not in the snapshot. */
  from: string | null;
  /** Task of the models that use it; null: none. */
  to: string | null;
  /** A dataset of k tasks counts 1/k for each. */
  uses: number;
  shareOfTo: number;
}

/** Where what the models of one task use was made for. */
export interface FlowTask {
  task: string | null;
  uses: number;
  own: number;
  imported: number;
  outside: number;
  ownShare: number | null;
  sources: number;
  effectiveSources: number | null;
}

/** The whole of `flows --format json`. */
export interface FlowsDocument extends LineageHead {
  /** What it comes to, a sentence each. */
  summary: { says: string }[];
  kind: 'datasets' | 'models';
  /** Pairs of a model of the tasks shown and what it uses. */
  total: number;
  rows: FlowRow[];
  tasks: FlowTask[];
}
