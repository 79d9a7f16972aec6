import { groupBy } from '../../group-by.ts';
import type { Figure } from '../figure.ts';
import type { FlowsDocument } from '../flows/flows.ts';
import { flowsFigure } from '../flows/flows-figure.ts';
import type { TopDocument } from '../top/top.ts';
import { topFigure } from '../top/top-figure.ts';
import { concentrationFigure } from './concentration-figure.ts';
import type { ReportRow } from './report-row.ts';

/** Who is behind the figures of a report. */
export interface WhoIsReused {
  /** The rows of the measures by owner. */
  owners: readonly ReportRow[];
  tops: readonly TopDocument[];
  flows: readonly FlowsDocument[];
}

const kinds = { RQ1: null, RQ2: 'datasets', RQ3: 'models' } as const;

/** The measure that is set beside the one by owner. */
const measures = ['models-per-dataset', 'derivatives-per-model'];

/** Who is reused, of one question: concentration by repo and by owner, the most reused by name, flows between tasks. */
export function whoFigures(rows: readonly ReportRow[], { owners, tops, flows }: WhoIsReused): Figure[] {
  const question = rows[0]?.question ?? 'RQ1';
  const kind = kinds[question];
  const ours = rows.filter(({ measure }) => measures.includes(measure));
  const theirs = owners.filter((row) => row.question === question);
  return [
    ...[...groupBy(ours, ({ modality }) => modality)].flatMap(([modality, members]) =>
      concentrationFigure(
        members,
        theirs.filter((row) => row.modality === modality),
      ),
    ),
    ...tops.flatMap((top) => (top.kind === kind && top.rows.length > 0 ? topFigure(top) : [])),
    ...flows.flatMap((flow) => (flow.kind === kind && flow.rows.length > 0 ? flowsFigure(flow) : [])),
  ];
}
