import type { Measure, Protocol } from '../definitions/protocols.ts';
import type { Relation } from '../definitions/relations.ts';
import type { Grouping } from '../graph/groups.ts';
import { buildReuseGraph } from '../graph/reuse-graph.ts';
import { currentSamples, type Sample } from '../graph/samples.ts';
import { studySamples } from '../graph/study-2025-samples.ts';
import type { Snapshot } from '../snapshot/file/open-snapshot.ts';
import { readGraphColumns, readStudyColumns } from '../snapshot/read/read-graph-columns.ts';
import { leastModels } from '../statistics/diversity.ts';
import { type Frequencies, toFrequencies, withoutZeros } from '../statistics/frequencies.ts';

/** Which samples are wanted; null where everything is. */
export interface SampleChoice {
  protocol: Protocol;
  questions: readonly string[];
  tasks: readonly string[] | null;
  /** The relations wanted (RQ3, current); null for all. */
  relations: readonly Relation[] | null;
  by?: Grouping;
  createdBefore?: string;
  excludeSameOwner?: boolean;
}

/** What the figures of one row are computed from: a sample of which only the frequencies are left. */
export interface CountedSample extends Omit<Sample, 'values' | 'uses'> {
  frequencies: Frequencies;
  /** Of RQ1 under `current`: the datasets that the task's models use, by how many of these use them. */
  uses?: Frequencies;
}

/** Samples, and the number of models that they are rarefied to. */
export interface CountedSamples {
  samples: CountedSample[];
  size: number | null;
}

/** Counts the samples of the chosen tasks in the graphs. The derived tables must be there. */
export async function countSamples(snapshot: Snapshot, choice: SampleChoice): Promise<CountedSamples> {
  const by = choice.by ?? 'task';
  const wanted = ({ question }: Measure) => choice.questions.includes(question);
  // Before they are grouped: the row of a modality is of these tasks alone.
  const chosen = (task: string) => choice.tasks?.includes(task) ?? true;
  if (choice.protocol === 'study-2025') {
    const columns = await readStudyColumns(snapshot, choice.createdBefore ?? null);
    return { samples: counted(studySamples(columns, wanted, by, chosen)), size: null };
  }
  const graphs = await buildGraphs(snapshot, choice);
  const samples = counted(currentSamples(graphs, wanted, by, chosen));
  if (by === 'task' && choice.tasks === null) return { samples, size: smallestSample(samples) };
  const declaring = (measure: Measure) => measure.question === 'RQ1' && wanted(measure);
  return { samples, size: smallestSample(counted(currentSamples(graphs, declaring, 'task'))) };
}

async function buildGraphs(snapshot: Snapshot, choice: SampleChoice) {
  const columns = await readGraphColumns(snapshot, {
    relations: choice.relations,
    createdBefore: choice.createdBefore ?? null,
    excludeSameOwner: choice.excludeSameOwner === true,
  });
  const models = columns.modelTasks.reduce((most, { end }) => Math.max(most, end), 0);
  const datasets = columns.datasetTasks.reduce(
    (most, { members }) => Math.max(most, (members.at(-1) ?? -1) + 1),
    0,
  );
  return {
    columns,
    bases: buildReuseGraph({ sources: models, targets: models }, columns.modelNodes, columns.bases),
    uses: buildReuseGraph({ sources: models, targets: datasets }, columns.datasetNodes, columns.uses),
  };
}

function counted(samples: Iterable<Sample>): CountedSample[] {
  const result: CountedSample[] = [];
  for (const { values, uses, ...named } of samples) {
    const frequencies = toFrequencies(values);
    result.push({ ...named, frequencies, ...(uses === undefined ? {} : { uses: toFrequencies(uses) }) });
  }
  return result;
}

/**
 * How many declaring models the smallest task with enough of them has. Of all tasks in the snapshot, not only those
 * asked for: leaving rows out changes no other row.
 * @param samples of all tasks
 */
export function smallestSample(samples: readonly CountedSample[]): number | null {
  const sizes = samples
    .filter(({ uses }) => uses !== undefined)
    .map(({ frequencies }) => withoutZeros(frequencies).n)
    .filter((size) => size >= leastModels);
  return sizes.length === 0 ? null : Math.min(...sizes);
}
