import { waitForAll } from '../async.ts';
import { chooseMeasures, type Measure, measuresOf, type Protocol } from '../definitions/protocols.ts';
import { countCoverage } from '../graph/count-coverage.ts';
import { findCandidates, leaderCount } from '../graph/find-leaders.ts';
import type { Grouping } from '../graph/groups.ts';
import { type CurrentGraphs, columnsOfMeasures } from '../graph/measure-values.ts';
import { buildReuseGraph } from '../graph/reuse-graph.ts';
import { listCurrentSamples, type Sample } from '../graph/samples.ts';
import { listStudy2025Samples } from '../graph/study-2025-samples.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { isSlice } from '../snapshot/read/edge-choice.ts';
import {
  type GraphColumns,
  readGraphColumns,
  readStudy2025Columns,
} from '../snapshot/read/read-graph-columns.ts';
import { keepFirst, type LeaderCandidates, readLeaders } from '../snapshot/read/read-leaders.ts';
import { readNodeColumns } from '../snapshot/read/read-node-columns.ts';
import { readPairs } from '../snapshot/read/read-pairs.ts';
import { leastOfGreatest, toFrequencies } from '../statistics/frequencies.ts';
import {
  type CountedSample,
  type CountedSamples,
  type SampleChoice,
  smallestSample,
  splitSamples,
} from './counted-samples.ts';

/** Counts the samples of the chosen tasks in the graphs. The derived tables must be there. */
export async function countSamples(snapshot: Snapshot, choice: SampleChoice): Promise<CountedSamples> {
  const by = choice.by ?? 'task';
  // Before they are grouped: the row of a modality is of these tasks alone.
  const isChosen = (task: string) => choice.tasks?.includes(task) ?? true;
  const measures = chooseMeasures(choice);
  if (choice.protocol === 'study-2025') {
    const columns = await readStudy2025Columns(snapshot, choice);
    const all = await countAll(snapshot, listStudy2025Samples(columns, measures, groupingsOf(by), isChosen));
    return { ...splitSamples(all, by), size: null };
  }
  const withUses = measures.some(({ question }) => question !== 'RQ3');
  const columns = await readGraphColumns(snapshot, choice, withUses);
  const graphs = await buildGraphs(snapshot, columns, measures);
  const [counted, all] = await waitForAll([
    countAll(snapshot, listCurrentSamples(graphs, measures, groupingsOf(by), isChosen)),
    // While DuckDB looks for the names of leaders.
    isSlice(choice)
      ? readPairs(snapshot, choice).then((counts) => countCoverage(columns, counts))
      : undefined,
  ]);
  const pairs = withUses ? all : all?.filter(({ question }) => question === 'RQ3');
  const split = { ...splitSamples(counted, by), pairs };
  if (by === 'task' && choice.tasks === null) return { ...split, size: smallestSample(split.samples) };
  const declaring = measures.filter(({ question }) => question === 'RQ1');
  const ofTasks = [...listCurrentSamples(graphs, declaring, ['task'])];
  return { ...split, size: smallestSample(ofTasks.map(toFrequenciesOf)) };
}

const groupingsOf = (by: Grouping): Grouping[] => (by === 'task' ? ['task', 'modality'] : ['modality']);

/** Counts every sample there is, of tasks and of modalities. The derived tables must be there. */
export async function countAllSamples(snapshot: Snapshot, protocol: Protocol): Promise<CountedSample[]> {
  const measures = measuresOf[protocol];
  const by = ['task', 'modality'] as const;
  if (protocol === 'study-2025') {
    return countAll(snapshot, listStudy2025Samples(await readStudy2025Columns(snapshot), measures, by));
  }
  const graphs = await buildGraphs(snapshot, await readGraphColumns(snapshot, {}), measures);
  return countAll(snapshot, listCurrentSamples(graphs, measures, by));
}

async function buildGraphs(
  snapshot: Snapshot,
  columns: GraphColumns,
  measures: readonly Measure[],
): Promise<CurrentGraphs> {
  const needed = columnsOfMeasures(measures.map(({ measure }) => measure));
  const models = columns.modelTasks.reduce((most, { end }) => Math.max(most, end), 0);
  const datasets = columns.datasetTasks.reduce(
    (most, { members }) => Math.max(most, (members.at(-1) ?? -1) + 1),
    0,
  );
  return {
    columns,
    bases: buildReuseGraph({ sources: models, targets: models }, columns.modelNodes, columns.bases),
    uses: buildReuseGraph({ sources: models, targets: datasets }, columns.datasetNodes, columns.uses),
    nodes: await readNodeColumns(snapshot, needed, { models, datasets }),
  };
}

/** Of each sample, what its figures are computed from, and who holds the greatest values. */
async function countAll(snapshot: Snapshot, samples: Iterable<Sample>): Promise<CountedSample[]> {
  const result: Omit<CountedSample, 'leaders'>[] = [];
  const candidates: LeaderCandidates[] = [];
  for (const sample of samples) {
    const { kind, numberAt } = sample.holders;
    const counted = toFrequenciesOf(sample);
    const found = findCandidates(sample.values, leastOfGreatest(counted.frequencies, leaderCount));
    const tied = {
      kind,
      numbers: found.map(({ index }) => numberAt(index)),
      values: found.map(({ value }) => value),
    };
    candidates.push(await keepFirst(snapshot, tied, leaderCount));
    result.push(counted);
  }
  const leaders = await readLeaders(snapshot, candidates, leaderCount);
  return result.map((sample, index) => ({ ...sample, leaders: leaders[index] ?? [] }));
}

function toFrequenciesOf({ values, uses, holders, ...named }: Sample): Omit<CountedSample, 'leaders'> {
  const frequencies = toFrequencies(values);
  return { ...named, frequencies, ...(uses === undefined ? {} : { uses: toFrequencies(uses) }) };
}
