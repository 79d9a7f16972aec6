import { groupBy } from '../../group-by.ts';
import type { Figure, PairRow } from '../figure.ts';
import type { ComparisonRow } from './comparison-table.ts';

/** The published means beside ours: a figure a question and modality, with what cannot be true marked. */
export function comparisonFigures(rows: readonly ComparisonRow[]): Figure[] {
  const groups = groupBy(
    rows,
    ({ question, modality, currentMeasure }) => `${question} ${modality} ${currentMeasure}`,
  );
  return [...groups].map(([name, members]): Figure => {
    const [question = '', modality = '', measure = ''] = name.split(' ');
    return {
      kind: 'pairs',
      id: `published-${question}-${measure}-${modality}`.toLowerCase(),
      title: `${question}, ${modality}: published means and ours (current: ${measure})`,
      description:
        'Each task has the published means, ours by study-2025 and ours by current, on a logarithmic axis. A cross marks a published figure that cannot be true; means of 0 are only in the table.',
      unit: 'mean',
      columns: [
        { key: 'label', heading: 'task', kind: 'text' },
        { key: 'side', heading: 'figure', kind: 'text' },
        { key: 'value', heading: 'mean', kind: 'number' },
        { key: 'mark', heading: 'mark', kind: 'text' },
      ],
      rows: members.flatMap(toPairs),
    };
  });
}

function toPairs(row: ComparisonRow): PairRow[] {
  const sides: [string, number | null, string | null][] = [
    [`published (${row.source ?? 'nowhere'})`, row.publishedMean, row.mark],
    ['study-2025, this snapshot', row.studyMean, null],
    ['current, this snapshot', row.currentMean, null],
  ];
  return sides.flatMap(([side, value, mark]) =>
    value === null ? [] : [{ label: row.task, side, value, mark }],
  );
}
