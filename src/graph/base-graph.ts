import { type Adjacency, buildAdjacency, degreeOf } from './adjacency.ts';

/** The base-model graph both ways. Nodes are listed models first, then ghosts. */
export interface BaseGraph {
  order: number;
  /** From each model to the bases that it names. */
  bases: Adjacency;
  /** From each base to the models that name it. */
  derivatives: Adjacency;
  /** For each edge of the columns, the bits of its relations. */
  relations: Int32Array;
}

/**
 * @param order number of nodes, listed models and ghosts; edges to malformed names, numbered beyond, are left out
 * @param edges distinct, without self-loops; derived model → base
 */
export function buildBaseGraph(
  order: number,
  { source, target, relations }: { source: Int32Array; target: Int32Array; relations: Int32Array },
): BaseGraph {
  return {
    order,
    bases: buildAdjacency(order, source, target),
    derivatives: buildAdjacency(order, target, source),
    relations,
  };
}

/** Whether a node takes part in any edge. */
export const isPart = ({ bases, derivatives }: BaseGraph, node: number): boolean =>
  degreeOf(bases, node) + degreeOf(derivatives, node) > 0;

/** Whether a node has derivatives and names no base: a root of lineages. */
export const isRoot = ({ bases, derivatives }: BaseGraph, node: number): boolean =>
  degreeOf(bases, node) === 0 && degreeOf(derivatives, node) > 0;
