/** A repo, or a name that is declared but not in the snapshot, as a node of an exported graph. */
export interface GraphNode {
  /** Dense number, from 0; models first, then what they are built from. */
  node: number;
  /** Repo id; of a ghost the spelling that most models declare. */
  label: string;
  kind: 'model' | 'dataset';
  /** Task words; a model has at most one. */
  tasks: string[];
  /** The modalities of the tasks, each once. */
  modalities: string[];
  /** The part of the id before the slash; null where there is none. */
  owner: string | null;
  /** Downloads of the last 30 days, as listed. */
  downloads: number | null;
  likes: number | null;
  /** ISO 8601, UTC. */
  createdAt: string | null;
  /** Declared, but not in the snapshot. */
  ghost: boolean;
}

/** Derived model → base model, or model → dataset. */
export interface GraphEdge {
  source: number;
  target: number;
  /** Of a base-model edge, the relations that are declared; of a dataset edge, `trained on`. */
  relations: string[];
}

/** A graph that is handed on piece by piece: whole, it may be larger than memory. */
export interface GraphDocument {
  /** One line: what the graph is of. */
  title: string;
  /** Where it comes from, what was asked, and what its edges mean, one sentence each. */
  comments: string[];
  /** YYYY-MM-DD of the snapshot. */
  date: string;
  /** Whether every listing of the snapshot reached its end. */
  complete: boolean;
  /** Numbers of nodes and edges; the pieces hold exactly these. */
  order: number;
  size: number;
  nodes(): AsyncIterable<readonly GraphNode[]>;
  edges(): AsyncIterable<readonly GraphEdge[]>;
}

/** How an attribute of a node or an edge is written. */
export interface GraphAttribute<Item> {
  name: string;
  type: 'string' | 'long' | 'boolean';
  /** Null where there is none: the attribute is left out. */
  read(item: Item): string | number | boolean | null;
}

const joinWords = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(';'));

/** The attributes of a node beside its number and label, for every format. */
export const nodeAttributes: readonly GraphAttribute<GraphNode>[] = [
  { name: 'kind', type: 'string', read: ({ kind }) => kind },
  { name: 'task', type: 'string', read: ({ tasks }) => joinWords(tasks) },
  { name: 'modality', type: 'string', read: ({ modalities }) => joinWords(modalities) },
  { name: 'owner', type: 'string', read: ({ owner }) => owner },
  { name: 'downloads', type: 'long', read: ({ downloads }) => downloads },
  { name: 'likes', type: 'long', read: ({ likes }) => likes },
  { name: 'createdAt', type: 'string', read: ({ createdAt }) => createdAt },
  { name: 'ghost', type: 'boolean', read: ({ ghost }) => ghost },
];

/** The attributes of an edge beside its ends. */
export const edgeAttributes: readonly GraphAttribute<GraphEdge>[] = [
  { name: 'relation', type: 'string', read: ({ relations }) => joinWords(relations) },
  { name: 'direction', type: 'string', read: ({ relations }) => directionOf(relations) },
];

/** What an edge that trains on a dataset has in place of a relation. */
export const trainedOn = 'trained on';

const directionOf = (relations: readonly string[]): string =>
  relations.includes(trainedOn) ? 'model → dataset' : 'derived model → base model';
