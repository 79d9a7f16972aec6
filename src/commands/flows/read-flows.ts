import type { CountedFlow } from '../../documents/flows/build-flows.ts';
import { outsideWord } from '../../documents/flows/flows.ts';
import { buildAdjacency } from '../../graph/adjacency.ts';
import { countFlows, noTask, outside } from '../../graph/flows.ts';
import type { RepoKind } from '../../repo-kind.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readDatasetTasks, readTaskRanges } from '../../snapshot/read/read-graph-columns.ts';
import { readReuse } from '../../snapshot/read/read-reuse.ts';

/** Uses by the tasks of both ends. The derived tables must be there. */
export async function readFlows(snapshot: Snapshot, kind: RepoKind): Promise<CountedFlow[]> {
  const reuse = await readReuse(snapshot, kind);
  const ranges = await readTaskRanges(snapshot);
  const ofDatasets = kind === 'datasets' ? await readDatasetTasks(snapshot) : [];
  const names = [...new Set([...ranges, ...ofDatasets].map(({ task }) => task))];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  // Models are numbered by task; those beyond the last range have none.
  const taskOf = new Int32Array(ranges.reduce((most, { end }) => Math.max(most, end), 0)).fill(noTask);
  for (const { task, first, end } of ranges) taskOf.fill(numberOf.get(task) ?? noTask, first, end);
  const members = kind === 'datasets' ? ofDatasets : ranges.map(toMembers);
  const tasksOf = buildTasks(members, numberOf, Math.max(reuse.listed, names.length));
  const nameOf = (task: number): string | null =>
    task === outside ? outsideWord : task === noTask ? null : (names[task] ?? null);
  return countFlows(reuse, reuse.listed, taskOf, tasksOf).map(({ from, to, parts, uses }) => ({
    ...{ from: nameOf(from), to: nameOf(to), parts, uses },
  }));
}

const toMembers = ({ task, first, end }: { task: string; first: number; end: number }) => ({
  task,
  members: Int32Array.from({ length: end - first }, (_, place) => first + place),
});

/** From each thing to its tasks. */
function buildTasks(
  members: readonly { task: string; members: Int32Array }[],
  numberOf: ReadonlyMap<string, number>,
  order: number,
) {
  const size = members.reduce((sum, one) => sum + one.members.length, 0);
  const things = new Int32Array(size);
  const tasks = new Int32Array(size);
  let start = 0;
  for (const one of members) {
    things.set(one.members, start);
    tasks.fill(numberOf.get(one.task) ?? 0, start, start + one.members.length);
    start += one.members.length;
  }
  return buildAdjacency(order, things, tasks);
}
