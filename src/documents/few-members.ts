import { countOf } from '../count-words.ts';

/** Fewer members than this mean little: such rows are marked, and do not lead. */
export const fewMembers = 30;

/** Whether a row, or a side of it, has few members; one that is missing has not. */
export const hasFew = (n: number | null | undefined): boolean => n != null && n < fewMembers;

/** What stands after what has few members. */
export const fewMark = ' *';

/** Rows of few members after the others, each part in its order. */
export const putFewLast = <Row>(rows: readonly Row[], isFew: (row: Row) => boolean): Row[] => [
  ...rows.filter((row) => !isFew(row)),
  ...rows.filter(isFew),
];

/** The note that explains the mark, where there is one. @param over whose number it is */
export const fewNotes = (isMarked: boolean, over: string): string[] =>
  isMarked ? [`* fewer than ${fewMembers} members (${over}): too few to compare`] : [];

/** The end of a sentence that compares tasks: how many it leaves out; '' if none. */
export const describeLeftOut = (tasks: number): string =>
  tasks === 0
    ? ''
    : `; left out where they have fewer than ${fewMembers} members: ${countOf(tasks, 'task', 'tasks')}`;
