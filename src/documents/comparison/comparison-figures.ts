import { groupBy } from '../../group-by.ts';
import type { Figure, PairRow } from '../figure.ts';
import { modalityName } from '../summary.ts';
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
      heading: 'The published means and ours',
      title: `${question}, ${modalityName(modality)}: published means and ours (current: ${measure.replaceAll('-', ' ')})`,
      description:
        'Each task has the published means, ours by study-2025 and ours by current, below one another and joined by a thin line, on a logarithmic axis; means of 0 have a column of their own. A cross marks a published figure that cannot be true, a square one whose deviation is that of another cell.',
      unit: 'mean',
      columns: [
        { key: 'label', heading: 'task', kind: 'text' },
        { key: 'side', heading: 'figure', kind: 'text' },
        { key: 'value', heading: 'mean', kind: 'number' },
        { key: 'mark', heading: 'mark', kind: 'text' },
      ],
      rows: [...groupBy(members, ({ task }) => task).values()].flatMap(toPairs),
    };
  });
}

/** The sides of a task, which has a row for each place that its mean was published in, with the same means of ours. */
function toPairs(rows: readonly ComparisonRow[]): PairRow[] {
  const published = rows.map(({ source, publishedMean, mark }) => ({
    ...{ side: `published (${source ?? 'nowhere'})`, value: publishedMean, mark },
  }));
  const ours = rows.slice(0, 1).flatMap(({ studyMean, currentMean }) => [
    { side: 'study-2025, this snapshot', value: studyMean, mark: null },
    { side: 'current, this snapshot', value: currentMean, mark: null },
  ]);
  const label = rows[0]?.task ?? '';
  return [...published, ...ours].flatMap(({ side, value, mark }) =>
    value === null ? [] : [{ label, side, value, mark }],
  );
}
