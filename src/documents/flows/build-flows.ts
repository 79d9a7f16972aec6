import { groupBy } from '../../group-by.ts';
import { entropy } from '../../statistics/entropy.ts';
import { type FlowRow, type FlowTask, outsideWord } from './flows.ts';

/** Uses between two tasks of things of some number of tasks, in whole numbers. */
export interface CountedFlow {
  from: string | null;
  to: string | null;
  /** Of how many tasks the things are. */
  parts: number;
  uses: number;
}

/** Words in code-point order; what has none comes last. */
const compareTasks = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

/** Always added up in the same order: the same snapshot gives the same bytes. */
const sumUses = (flows: readonly CountedFlow[]): number =>
  [...flows].sort((a, b) => a.parts - b.parts).reduce((sum, { uses, parts }) => sum + uses / parts, 0);

/** A row per task of using models, by name. */
export const toFlowTasks = (counted: readonly CountedFlow[]): FlowTask[] =>
  [...groupBy(counted, ({ to }) => to)]
    .sort(([a], [b]) => compareTasks(a, b))
    .map(([task, flows]) => toFlowTask(task, flows));

function toFlowTask(task: string | null, flows: readonly CountedFlow[]): FlowTask {
  const isTasked = ({ from }: CountedFlow): boolean => from !== null && from !== outsideWord;
  const tasked = flows.filter(isTasked);
  // Each use of a thing of k tasks is in k flows.
  const taskedUses = countWholeUses(tasked);
  const own = sumUses(tasked.filter(({ from }) => from === task));
  const outside = countWholeUses(flows.filter(({ from }) => from === outsideWord));
  const sources = [...groupBy(tasked, ({ from }) => from)].sort(([a], [b]) => compareTasks(a, b));
  const values = Float64Array.from(sources, ([, group]) => sumUses(group));
  const spread = entropy({ values, counts: values.map(() => 1), n: values.length });
  return {
    task,
    uses: taskedUses + outside + countWholeUses(flows.filter(({ from }) => from === null)),
    own,
    imported: taskedUses - own,
    outside,
    ownShare: taskedUses === 0 ? null : own / taskedUses,
    sources: sources.length,
    effectiveSources: spread === null ? null : Math.exp(spread),
  };
}

/** Whole uses: those of things of k tasks are counted k times. */
function countWholeUses(flows: readonly CountedFlow[]): number {
  const byParts = groupBy(flows, ({ parts }) => parts);
  return [...byParts].reduce(
    (sum, [parts, group]) => sum + group.reduce((all, { uses }) => all + uses, 0) / parts,
    0,
  );
}

/** A row per pair of tasks, by the task of the using models; of each the greatest first, ties by name. */
export function toFlowRows(counted: readonly CountedFlow[], tasks: readonly FlowTask[]): FlowRow[] {
  const usesOf = new Map(tasks.map(({ task, uses }) => [task, uses]));
  return [...groupBy(counted, ({ to }) => to)]
    .sort(([a], [b]) => compareTasks(a, b))
    .flatMap(([to, flows]) =>
      [...groupBy(flows, ({ from }) => from)]
        .map(([from, group]): FlowRow => {
          const uses = sumUses(group);
          return { from, to, uses, shareOfTo: uses / (usesOf.get(to) ?? 1) };
        })
        .sort((a, b) => b.uses - a.uses || compareTasks(a.from, b.from)),
    );
}
