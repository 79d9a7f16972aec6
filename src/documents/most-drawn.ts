import { formatWhole } from '../count-words.ts';

/** A picture with a line for each row has at most this many: more than a reader looks through, drawn in an instant. */
const mostDrawn = 200;

/**
 * The rows that a picture with a line for each has.
 * @param wanted in the order in which they are taken
 */
export const takeDrawn = <Row>(wanted: readonly Row[]): Row[] => wanted.slice(0, mostDrawn);

/** The end of a description: which rows of a table are drawn; '' where all are. @param which such as `first` */
export const describeDrawn = (rows: number, which: string): string =>
  rows <= mostDrawn ? '' : ` Only ${which} ${mostDrawn} of ${formatWhole(rows)} are drawn.`;
