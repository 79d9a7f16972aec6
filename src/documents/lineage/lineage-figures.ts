import { barColumns, type CountRow, type Figure } from '../figure.ts';
import type { LineageDocument } from './lineage.ts';

/** The shape of all lineages, in pictures: the bases with most derivatives, and how many models are how deep and name how many bases. */
export const lineageFigures = ({ top, edges, generations, parents }: LineageDocument): Figure[] =>
  edges === 0
    ? []
    : [
        {
          kind: 'bars',
          id: 'lineage-top',
          title: 'How many derivatives the foremost bases have',
          description:
            'Each bar is how many models name it as a base, with its share of all base-model edges; a hollow bar is a base that is declared, but is not in the snapshot.',
          unit: 'derivatives',
          columns: barColumns('derivatives'),
          rows: top.map(({ id, derivatives, ghost }) => ({
            ...{ id, value: derivatives, share: derivatives / edges, ghost },
          })),
        },
        ...countsFigure({
          id: 'lineage-generations',
          title: 'How deep models are',
          description:
            'Each dot is how many models are that many steps from the nearest base; the axis of models is logarithmic.',
          unit: 'generation',
          rows: generations.map(({ generation, models }) => ({ value: generation, models })),
        }),
        ...countsFigure({
          id: 'lineage-parents',
          title: 'How many bases models name',
          description:
            'Each dot is how many models name that many bases, which is more than one in merges; the axis of models is logarithmic. Numbers that no model names are left out.',
          unit: 'bases named',
          rows: parents.map(({ parents: value, models }) => ({ value, models })),
        }),
      ];

function countsFigure({
  rows,
  unit,
  ...words
}: Pick<Figure, 'id' | 'title' | 'description' | 'unit'> & { rows: CountRow[] }): Figure[] {
  // On the logarithmic axis there is no place for none.
  const some = rows.filter(({ models }) => models > 0);
  if (some.length === 0) return [];
  return [
    {
      ...{ kind: 'counts', ...words, unit, rows: some },
      columns: [
        { key: 'value', heading: unit, kind: 'count' },
        { key: 'models', heading: 'models', kind: 'count' },
      ],
    },
  ];
}
