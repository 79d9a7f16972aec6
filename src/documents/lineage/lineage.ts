import type { ReportDocument } from '../report/report-row.ts';

/** What every document of the graphs begins with. */
export type LineageHead = Pick<
  ReportDocument,
  'schemaVersion' | 'generator' | 'snapshot' | 'protocol' | 'request' | 'warnings'
>;

/** How many edges have each relation; one with several counts under each. */
export type RelationCounts = Record<string, number>;

/** A model with many derivatives. */
export interface LineageTopRow {
  id: string;
  ghost: boolean;
  /** Distinct models that name it as a base. */
  derivatives: number;
  /** Every model that reaches it over base-model edges, itself left out. */
  descendants: number;
  /** Distances of the descendants from it; null where there is none. */
  maxGeneration: number | null;
  meanGeneration: number | null;
}

/** The whole of `lineage` with nothing named: the shape of all lineages. */
export interface LineageDocument extends LineageHead {
  /** What it comes to, a sentence each. */
  summary: { says: string }[];
  /** Models that take part in at least one base-model edge, ghosts included. */
  models: number;
  edges: number;
  ghosts: number;
  /** Models with derivatives and without a base. */
  bases: number;
  /** Weakly connected components. */
  components: number;
  largestComponent: number;
  /** Strongly connected components of two or more models. */
  cycles: number;
  relations: RelationCounts;
  generations: { generation: number; models: number }[];
  parents: { parents: number; models: number }[];
  /** How many descendants make a lineage of `roots`. */
  leastDescendants: number;
  roots: RootRow[];
  /** The 20 with most derivatives, ties by id. */
  top: LineageTopRow[];
}

/** The root lineages of one task. */
export interface RootRow {
  /** Null: bases without a task, or ghosts. */
  task: string | null;
  ghost: boolean;
  /** Models with derivatives and without a base. */
  bases: number;
  /** Of these, those with enough descendants. */
  lineages: number;
  /** The most descendants of one of them. */
  largest: number;
}

/** A model near another in its lineage. */
export interface RelativeRow {
  id: string;
  ghost: boolean;
  /** Edges of the shortest path to the model that was asked for. */
  distance: number;
  /** The relations of the edge to the next model on that path. */
  relations: string[];
  /** That next model. */
  via: string;
  task: string | null;
  downloads: number | null;
  createdAt: string | null;
  /** Of a descendant: how many models below it are not shown, by relation; null where all are. */
  hidden: RelationCounts | null;
  /** The owners of these models, as far as they are in the snapshot; null where all are shown. */
  hiddenOwners: number | null;
}

/** The whole of `lineage <model>`. */
export interface FamilyDocument extends LineageHead {
  model: Omit<LineageTopRow, 'ghost'> & {
    ghost: boolean;
    task: string | null;
    downloads: number | null;
    createdAt: string | null;
    /** Models right below it that are not shown, with all below these, by relation; null where all are shown. */
    hidden: RelationCounts | null;
    hiddenOwners: number | null;
  };
  ancestors: RelativeRow[];
  descendants: RelativeRow[];
  /** Bases of the descendants shown that are not of this lineage: the other parents of merges. */
  otherParents: { id: string; ghost: boolean; of: string; relations: string[] }[];
  /** All descendants that are not shown, by the relation of the edge that they come in by. */
  hidden: RelationCounts;
  hiddenOwners: number;
}

/** The whole of `lineage <dataset> --users`. */
export interface UsersDocument extends LineageHead {
  dataset: { id: string; ghost: boolean };
  users: number;
  byTask: { task: string | null; models: number; share: number }[];
  rows: { id: string; task: string | null; downloads: number | null; createdAt: string | null }[];
}

/** The whole of `lineage --without`. */
export interface RemovalDocument extends LineageHead {
  /** The models that are removed: repos named, and all of the owners named. */
  removed: string[];
  /** Models that reach a removed one, the removed ones left out. */
  descendants: number;
  /** Of these, the models that cannot run without weights that are removed or unavailable. */
  unavailable: number;
  byTask: RemovalRow[];
}

/** What falls of one task. */
export interface RemovalRow {
  /** Null: models without a task. Ghosts are in no row. */
  task: string | null;
  /** Models of the task in the snapshot. */
  models: number;
  descendants: number;
  share: number;
  /** Downloads of the last 30 days of these descendants. */
  downloads: number;
}
