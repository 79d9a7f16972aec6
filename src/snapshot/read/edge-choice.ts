import type { Relation } from '../../definitions/relations.ts';
import { toBits } from '../derive/clean-names.ts';

/** Which repos, and which edges between them; what is null or absent leaves nothing out. */
export interface EdgeChoice {
  /** Of bases, only edges of these relations. */
  relations?: readonly Relation[] | null;
  /** Only repos created before this moment (ISO 8601). A repo without a date is in no slice. */
  createdBefore?: string | null;
  /** Leave out edges whose ends have one owner. */
  excludeSameOwner?: boolean | null;
}

/** Whether anything is left out. */
export const isSlice = ({ relations, createdBefore, excludeSameOwner }: EdgeChoice): boolean =>
  relations != null || createdBefore != null || excludeSameOwner === true;

/** Whether a repo was created before a moment; one without a date was not. */
export const isBefore = (moment: string): string =>
  `created_at < TIMESTAMP '${new Date(moment).toISOString()}'`;

/** Whether a row of `models` or `datasets` is in a slice; null where every one is. */
export const inSliceSql = ({ createdBefore }: EdgeChoice): string | null =>
  createdBefore == null ? null : isBefore(createdBefore);

/** Whether an edge has a relation that is wanted; none of datasets has one. */
export const relationSql = ({ relations }: EdgeChoice, column = 'relations'): string[] =>
  relations == null ? [] : [`${column} & ${toBits(relations)} > 0`];

/** Whether the model of an edge is in a slice, as a scan finds it: a join may mix the rows. */
export function ofSliceSql(choice: EdgeChoice, column = 'model'): string[] {
  const inSlice = inSliceSql(choice);
  return inSlice === null ? [] : [`${column} IN (SELECT model FROM models WHERE ${inSlice})`];
}
