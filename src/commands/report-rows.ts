import { buildReuseGraph } from '../graph/reuse-graph.ts';
import type { Snapshot } from '../snapshot/open-snapshot.ts';
import { readGraphColumns, readStudyColumns } from '../snapshot/read-graph-columns.ts';
import { diversity, leastModels, noDiversity } from '../statistics/diversity.ts';
import { figuresOnRequest, type Requests } from '../statistics/on-request.ts';
import { summarise } from '../statistics/summarise.ts';
import type { Grouping } from '../study/groups.ts';
import type { Measure } from '../study/protocols.ts';
import type { Protocol, ReportRow } from '../study/report-row.ts';
import { currentSamples, type Sample } from '../study/samples.ts';
import { studySamples } from '../study/study-samples.ts';

/** Which rows a report is to have; null where everything is wanted. */
export interface RowChoice {
  protocol: Protocol;
  questions: readonly string[];
  /** Modalities, or null for all. */
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
  /** Bits of the relations wanted (RQ3, current); null for all. */
  relations: number | null;
  by?: Grouping;
  createdBefore?: string;
  excludeSameOwner?: boolean;
  requests?: Requests;
}

/** The rows of a report, in no particular order. The derived tables must be there. */
export async function readReportRows(snapshot: Snapshot, choice: RowChoice): Promise<ReportRow[]> {
  const { samples, size } = await readSamples(snapshot, choice);
  return samples.filter(isWanted(choice)).map(({ measure, modality, task, values, uses }) => {
    const { question, measure: name, population } = measure;
    const figures = summarise(values, population);
    const spread = uses === undefined ? noDiversity : diversity(uses, figures.nNonzero, size);
    const named = { question, measure: name, modality, task, population };
    const requested = choice.requests === undefined ? {} : figuresOnRequest(values, named, choice.requests);
    return { ...named, ...figures, ...spread, ...requested };
  });
}

const isWanted = (choice: RowChoice) => (sample: Sample) =>
  choice.modalities === null || choice.modalities.includes(sample.modality);

/**
 * How many declaring models the smallest task with enough of them has. Of all tasks in the snapshot, not only those
 * asked for: leaving rows out changes no other row.
 */
function smallestSample(samples: Iterable<Sample>): number | null {
  const sizes = [...samples]
    .filter(({ uses }) => uses !== undefined)
    .map(({ values }) => values.reduce((declaring, value) => declaring + (value > 0 ? 1 : 0), 0))
    .filter((size) => size >= leastModels);
  return sizes.length === 0 ? null : Math.min(...sizes);
}

/** The samples of the chosen tasks, and the size that they are rarefied to. */
async function readSamples(
  snapshot: Snapshot,
  choice: RowChoice,
): Promise<{ samples: Sample[]; size: number | null }> {
  const by = choice.by ?? 'task';
  const wanted = ({ question }: Measure) => choice.questions.includes(question);
  // Before they are grouped: the row of a modality is of these tasks alone.
  const chosen = (task: string) => choice.tasks?.includes(task) ?? true;
  if (choice.protocol === 'study-2025') {
    const columns = await readStudyColumns(snapshot, choice.createdBefore ?? null);
    return { samples: [...studySamples(columns, wanted, by, chosen)], size: null };
  }
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
  const graphs = {
    columns,
    bases: buildReuseGraph({ sources: models, targets: models }, columns.modelNodes, columns.bases),
    uses: buildReuseGraph({ sources: models, targets: datasets }, columns.datasetNodes, columns.uses),
  };
  const samples = [...currentSamples(graphs, wanted, by, chosen)];
  if (by === 'task' && choice.tasks === null) return { samples, size: smallestSample(samples) };
  const declaring = (measure: Measure) => measure.question === 'RQ1' && wanted(measure);
  return { samples, size: smallestSample(currentSamples(graphs, declaring, 'task')) };
}
