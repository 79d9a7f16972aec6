import type { Figure } from '../figure.ts';
import type { FlowsDocument } from './flows.ts';

const nameTask = (task: string | null): string => task ?? '(no task)';

/** Which tasks reuse what was made for which tasks, as a matrix of shares. */
export const flowsFigure = ({ kind, rows }: FlowsDocument): Figure => ({
  kind: 'matrix',
  id: `flows-${kind}`,
  title: `Which tasks reuse ${kind} of which tasks`,
  description:
    'A row is the task of the models that use something, a column the task of what they use; the stronger the colour of a cell, the greater its share of all that the row uses.',
  unit: `the task of the ${kind}`,
  columns: [
    { key: 'from', heading: 'from', kind: 'text' },
    { key: 'to', heading: 'to', kind: 'text' },
    { key: 'value', heading: 'share of to', kind: 'share' },
  ],
  rows: rows.map(({ from, to, shareOfTo }) => ({ from: nameTask(from), to: nameTask(to), value: shareOfTo })),
});
