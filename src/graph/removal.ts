import type { BaseGraph } from './base-graph.ts';
import { walkFrom } from './distances.ts';

/** What falls with some models. */
export interface Fall {
  /** Every model that reaches a removed one, the removed ones left out. */
  descendants: Int32Array;
  /** Of these, the models that cannot run: their relation to something removed or unavailable is one of weights that they lack. */
  unavailable: Int32Array;
}

/**
 * What falls when models are removed: all that descends from them, and of that what needs their weights to run.
 * @param needing bits of the relations whose models lack their base's weights (adapter)
 */
export function removeModels(graph: BaseGraph, removed: readonly number[], needing: number): Fall {
  const gone = new Set(removed);
  const reached = walkFrom(graph.derivatives, removed).nodes.filter((node) => !gone.has(node));
  const unavailable = new Set<number>();
  const pending = [...gone];
  const { starts, ends, edges } = graph.derivatives;
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const last = starts[node + 1] ?? 0;
    for (let at = starts[node] ?? 0; at < last; at += 1) {
      const derived = ends[at] ?? 0;
      const needs = ((graph.relations[edges[at] ?? 0] ?? 0) & needing) !== 0;
      if (!needs || gone.has(derived) || unavailable.has(derived)) continue;
      unavailable.add(derived);
      pending.push(derived);
    }
  }
  return { descendants: reached, unavailable: Int32Array.from(unavailable).sort() };
}
