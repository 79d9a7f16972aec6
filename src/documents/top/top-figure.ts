import { barColumns, type Figure } from '../figure.ts';
import { describeDrawn, takeDrawn } from '../most-drawn.ts';
import type { TopDocument } from './top.ts';

/** The most reused by name, as bars. */
export const topFigure = ({ kind, rows }: TopDocument): Figure => ({
  kind: 'bars',
  id: `top-${kind}`,
  title: `The most reused ${kind}`,
  description: `Each bar is how many models use it, with its share of all uses; a hollow bar is a repo that is declared, but is not in the snapshot.${describeDrawn(rows.length, 'the first')}`,
  unit: 'models that use it',
  columns: barColumns('uses'),
  rows: takeDrawn(rows).map(({ id, uses, share, ghost }) => ({ id, value: uses, share: share ?? 0, ghost })),
});
