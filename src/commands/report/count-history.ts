import type { Measure } from '../../definitions/protocols.ts';
import { type Adjacency, buildAdjacency } from '../../graph/adjacency.ts';
import { groupDatasets, groupModels } from '../../graph/groups.ts';
import { type GrownPeriod, growSamples, isGrowing, membersOf } from '../../graph/history.ts';
import { listCounts } from '../../graph/tally.ts';
import type { Snapshot } from '../../snapshot/file/open-snapshot.ts';
import { readCreated } from '../../snapshot/read/read-created.ts';
import {
  type GraphColumns,
  readGraphColumns,
  type TaskRange,
} from '../../snapshot/read/read-graph-columns.ts';
import { keepFirst, type LeaderCandidates, readLeaders } from '../../snapshot/read/read-leaders.ts';
import { leastModels } from '../../statistics/diversity.ts';
import { fromCounts } from '../../statistics/frequencies.ts';
import type { CountedSample, CountedSamples } from '../counted-samples.ts';
import type { RowChoice } from '../report-rows.ts';

/** The rows' places: model groups and dataset groups, each with where its members are. */
interface Groups {
  models: TaskPlace[];
  datasets: TaskPlace[];
}

interface TaskPlace {
  modality: string;
  task: string;
}

/**
 * The samples of each slice, counted in one pass over edges sorted by date. The derived tables must be there.
 * @param ends ascending moments
 * @returns one entry a moment; null where a measure cannot be grown, or under `study-2025`
 */
export async function countHistory(
  snapshot: Snapshot,
  choice: RowChoice,
  measures: readonly Measure[],
  ends: readonly string[],
): Promise<Pick<CountedSamples, 'samples' | 'size'>[] | null> {
  const names = measures.flatMap(({ measure }) => (isGrowing(measure) ? [measure] : []));
  if (choice.protocol !== 'current' || names.length < measures.length) return null;
  const columns = await readGraphColumns(snapshot, { ...choice, createdBefore: null });
  const moments = Float64Array.from(ends, (end) => new Date(end).getTime());
  const modelPeriod = toPeriods(await readCreated(snapshot, 'models'), moments);
  const { groups, models, datasets } = groupMembers(columns, choice);
  const { listed, ghosts } = columns.datasetNodes;
  const history = growSamples(
    {
      periods: ends.length,
      models: { period: modelPeriod, groups: models },
      datasets: { period: toPeriods(await readCreated(snapshot, 'datasets'), moments), groups: datasets },
      bases: columns.bases,
      uses: columns.uses,
      datasetOrder: listed + ghosts,
    },
    names,
  );
  const sizes = names.includes('datasets-per-model')
    ? countDeclaring(columns, modelPeriod, ends.length)
    : null;
  const slices: { samples: Omit<CountedSample, 'leaders'>[]; size: number | null }[] = [];
  const candidates: LeaderCandidates[] = [];
  for (const grown of history) {
    slices.push({
      samples: await readHistorySlice(snapshot, grown, measures, groups, candidates),
      size: sizes?.[slices.length] ?? null,
    });
  }
  return fillInLeaders(snapshot, slices, candidates);
}

/** For each repo, the first slice that holds it: that of the first moment after it was created. */
function toPeriods(created: Float64Array, moments: Float64Array): Int32Array {
  const periods = new Int32Array(created.length);
  for (let node = 0; node < created.length; node += 1) {
    const moment = created[node] ?? Number.POSITIVE_INFINITY;
    let low = 0;
    let high = moments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((moments[middle] ?? 0) > moment) high = middle;
      else low = middle + 1;
    }
    periods[node] = low;
  }
  return periods;
}

function groupMembers(columns: GraphColumns, { by = 'task', tasks }: RowChoice) {
  const isChosen = ({ task }: { task: string }): boolean => tasks?.includes(task) ?? true;
  const models = groupModels(columns.modelTasks.filter(isChosen), by);
  const datasets = groupDatasets(columns.datasetTasks.filter(isChosen), by);
  const members = models.map(({ ranges }) => listMembers(ranges));
  const groups: Groups = { models, datasets };
  return {
    groups,
    models: toGroups(members, columns.modelNodes.listed),
    datasets: toGroups(
      datasets.map((group) => group.members),
      columns.datasetNodes.listed,
    ),
  };
}

function listMembers(ranges: readonly TaskRange[]): Int32Array {
  const members = new Int32Array(ranges.reduce((sum, { first, end }) => sum + end - first, 0));
  let length = 0;
  for (const { first, end } of ranges) {
    for (let model = first; model < end; model += 1) {
      members[length] = model;
      length += 1;
    }
  }
  return members;
}

/** From each member to its groups. */
function toGroups(members: readonly Int32Array[], order: number): Adjacency {
  const size = members.reduce((sum, one) => sum + one.length, 0);
  const [from, to] = [new Int32Array(size), new Int32Array(size)];
  let start = 0;
  for (const [group, one] of members.entries()) {
    from.set(one, start);
    to.fill(group, start, start + one.length);
    start += one.length;
  }
  return buildAdjacency(Math.max(order, members.length), from, to);
}

/**
 * For each slice the number of models to rarefy to: those that declare a dataset in the smallest task with enough of
 * them. Of all tasks, shown or not.
 */
function countDeclaring(columns: GraphColumns, period: Int32Array, periods: number): (number | null)[] {
  const declares = new Uint8Array(period.length);
  for (const source of columns.uses.source) declares[source] = 1;
  const tasks = groupModels(columns.modelTasks, 'task').map(({ ranges }) => {
    const entering = new Int32Array(periods + 1);
    for (const { first, end } of ranges) {
      for (let model = first; model < end; model += 1) {
        const one = period[model] ?? periods;
        if (declares[model] === 1) entering[one] = (entering[one] ?? 0) + 1;
      }
    }
    return entering;
  });
  const sums = tasks.map(() => 0);
  return Array.from({ length: periods }, (_, one) => {
    for (const [task, entering] of tasks.entries()) sums[task] = (sums[task] ?? 0) + (entering[one] ?? 0);
    const enough = sums.filter((sum) => sum >= leastModels);
    return enough.length === 0 ? null : enough.reduce((least, sum) => Math.min(least, sum));
  });
}

/** What the tallies are at the end of a period. @param candidates where the holders of the largest values are added */
async function readHistorySlice(
  snapshot: Snapshot,
  { tallies, used }: GrownPeriod,
  measures: readonly Measure[],
  groups: Groups,
  candidates: LeaderCandidates[],
): Promise<Omit<CountedSample, 'leaders'>[]> {
  const samples: Omit<CountedSample, 'leaders'>[] = [];
  for (const measure of measures) {
    if (!isGrowing(measure.measure)) continue;
    const kind = membersOf(measure.measure);
    const tally = tallies.get(measure.measure);
    for (const [group, { modality, task }] of groups[kind].entries()) {
      const frequencies = fromCounts(tally === undefined ? [] : listCounts(tally, group));
      if (frequencies.n === 0) continue;
      const { largest: value = 0, holders = [] } = tally?.groups[group] ?? {};
      const tied = { kind, numbers: [...holders], values: holders.map(() => value) };
      candidates.push(await keepFirst(snapshot, tied, 1));
      const uses = measure.question === 'RQ1' ? { uses: fromCounts(listCounts(used, group)) } : {};
      samples.push({ measure, modality, task, frequencies, ...uses });
    }
  }
  return samples;
}

/** All at once, since names are expensive. A row names only the first. */
async function fillInLeaders(
  snapshot: Snapshot,
  slices: readonly { samples: readonly Omit<CountedSample, 'leaders'>[]; size: number | null }[],
  candidates: readonly LeaderCandidates[],
): Promise<Pick<CountedSamples, 'samples' | 'size'>[]> {
  const leaders = (await readLeaders(snapshot, candidates, 1)).values();
  return slices.map(({ samples, size }) => ({
    size,
    samples: samples.map((sample) => ({ ...sample, leaders: leaders.next().value ?? [] })),
  }));
}
