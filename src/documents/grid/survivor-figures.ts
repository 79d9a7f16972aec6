import type { Figure } from '../figure.ts';
import { modalityName } from '../summary.ts';
import type { GridConclusion } from './grid-table.ts';

/** What survives each choice of the grid: a figure a modality. */
export function survivorFigures(conclusions: readonly GridConclusion[]): Figure[] {
  const modalities = [...new Set(conclusions.map(({ modality }) => modality))];
  return modalities.flatMap((modality): Figure[] => {
    const rows = conclusions.flatMap(({ measure, choice, setting, tau, sameTop, modality: of }) =>
      of === modality && tau !== null && sameTop !== null
        ? [{ measure, setting: `${choice}: ${setting}`, tau, sameTop }]
        : [],
    );
    // Without two tasks of enough members there is no order.
    if (rows.length === 0) return [];
    const figure: Figure = {
      kind: 'survivors',
      id: `survivors-${modality}`,
      heading: 'What survives other choices',
      title: `The order of the ${modalityName(modality)} tasks under other choices`,
      description:
        'Kendall’s tau-b between the order of tasks by the protocol’s own definition and under each choice: 1 is the same order. A hollow mark: other tasks have the highest mean.',
      unit: 'tau-b',
      columns: [
        { key: 'measure', heading: 'measure', kind: 'text' },
        { key: 'setting', heading: 'choice', kind: 'text' },
        { key: 'tau', heading: 'tau-b', kind: 'number' },
        { key: 'sameTop', heading: 'the same lead', kind: 'text' },
      ],
      rows,
    };
    return [figure];
  });
}
