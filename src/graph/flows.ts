import { type Adjacency, degreeOf } from './adjacency.ts';
import { entryOf } from './entry-of.ts';

/** In the place of a task: of what is listed and has none, and of what is not in the snapshot. */
export const noTask = -1;
export const outside = -2;

/** How many uses lead from models of one task to things of another. */
export interface Flow {
  /** Task of what is used, {@link noTask} or {@link outside}. */
  from: number;
  /** Task of the model that uses it, or {@link noTask}. */
  to: number;
  /** Of how many tasks these things are: each use counts as 1 / parts here. */
  parts: number;
  uses: number;
}

/**
 * Counts uses by the tasks of both ends, in whole numbers: fractions are for who adds them up.
 * @param edges model → what it uses
 * @param listed what is used and has this number or more is not in the snapshot
 * @param taskOf the task of each model
 * @param tasksOf from each listed thing to its tasks
 */
export function countFlows(
  { source, target }: { source: Int32Array; target: Int32Array },
  listed: number,
  taskOf: Int32Array,
  tasksOf: Adjacency,
): Flow[] {
  const flows = new Map<number, Map<number, Map<number, Flow>>>();
  const add = (to: number, from: number, parts: number): void => {
    const ofTo = entryOf(flows, to, () => new Map<number, Map<number, Flow>>());
    const ofFrom = entryOf(ofTo, from, () => new Map<number, Flow>());
    entryOf(ofFrom, parts, () => ({ from, to, parts, uses: 0 })).uses += 1;
  };
  for (let edge = 0; edge < source.length; edge += 1) {
    const node = target[edge] ?? 0;
    const to = taskOf[source[edge] ?? 0] ?? noTask;
    if (node >= listed) {
      add(to, outside, 1);
      continue;
    }
    const parts = degreeOf(tasksOf, node);
    if (parts === 0) add(to, noTask, 1);
    const first = tasksOf.starts[node] ?? 0;
    for (let place = first; place < first + parts; place += 1) add(to, tasksOf.ends[place] ?? 0, parts);
  }
  return [...flows.values()].flatMap((ofTo) => [...ofTo.values()].flatMap((ofFrom) => [...ofFrom.values()]));
}
