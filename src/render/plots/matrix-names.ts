import type { CellRow } from '../../documents/figure.ts';
import { distinctNames } from './colours.ts';

/** By name; what is not a task, such as `(outside)`, comes last. */
const tasksFirst = (a: string, b: string): number =>
  Number(a.startsWith('(')) - Number(b.startsWith('(')) || (a < b ? -1 : a > b ? 1 : 0);

/** The names of a matrix' columns and rows, in the order shown. */
export const matrixNames = (rows: readonly CellRow[]): { from: string[]; to: string[] } => ({
  from: distinctNames(rows, ({ from }) => from).sort(tasksFirst),
  to: distinctNames(rows, ({ to }) => to).sort(tasksFirst),
});
