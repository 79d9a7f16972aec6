import { buildReuseGraph } from '../graph/reuse-graph.ts';
import type { Snapshot } from '../snapshot/open-snapshot.ts';
import { readGraphColumns, readStudyColumns } from '../snapshot/read-graph-columns.ts';
import { summarise } from '../statistics/summarise.ts';
import type { Measure } from '../study/protocols.ts';
import type { Protocol, ReportRow } from '../study/report-row.ts';
import { currentSamples, type Sample, studySamples } from '../study/samples.ts';

/** Which rows a report is to have; null where everything is wanted. */
export interface RowChoice {
  protocol: Protocol;
  questions: readonly string[];
  /** Modalities, or null for all. */
  modalities: readonly string[] | null;
  tasks: readonly string[] | null;
  /** Bits of the relations wanted (RQ3, current); null for all. */
  relations: number | null;
}

/** The rows of a report, in no particular order. The derived tables must be there. */
export async function readReportRows(snapshot: Snapshot, choice: RowChoice): Promise<ReportRow[]> {
  const samples = await readSamples(snapshot, choice);
  const rows: ReportRow[] = [];
  for (const { measure, modality, task, values } of samples) {
    if (choice.modalities !== null && !choice.modalities.includes(modality)) continue;
    if (choice.tasks !== null && !choice.tasks.includes(task)) continue;
    const { question, measure: name, population } = measure;
    rows.push({ question, measure: name, modality, task, population, ...summarise(values, population) });
  }
  return rows;
}

async function readSamples(snapshot: Snapshot, choice: RowChoice): Promise<Iterable<Sample>> {
  const wanted = ({ question }: Measure) => choice.questions.includes(question);
  if (choice.protocol === 'study-2025') return studySamples(await readStudyColumns(snapshot), wanted);
  const columns = await readGraphColumns(snapshot, { relations: choice.relations });
  const models = columns.modelNodes.listed;
  const graphs = {
    columns,
    bases: buildReuseGraph(models, columns.modelNodes, columns.bases),
    uses: buildReuseGraph(models, columns.datasetNodes, columns.uses),
  };
  return currentSamples(graphs, wanted);
}
