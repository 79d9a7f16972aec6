import { shortenMiddle } from '../../text.ts';

/**
 * Widths in letters of the font's size: bounds for the widest of the usual sans-serif fonts, DejaVu Sans and Verdana.
 * What a reader's browser draws with is not known here, so that room is left for these.
 */
const widths: readonly [RegExp, number][] = [
  [/[mwMW@%…—→↑]/, 1.08],
  [/[ fijlrtI.,:;'|/()[\]!-]/, 0.46],
  [/[A-HJ-LN-VX-Z&+<=>~#^]/, 0.86],
  [/[\u0020-\u1fff\u2000-\u206f]/, 0.66],
];

/** Wide letters: Chinese, Japanese, Korean, signs and pictures. */
const widest = 1.3;

const widthOf = (letter: string): number => widths.find(([letters]) => letters.test(letter))?.[1] ?? widest;

/** The most room that a text takes on one line, in pixels. @param size of its letters, in pixels */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width * size;
}

/** Letters that a name has at most in a picture; the whole of it is in the title of its mark and in the table. */
const mostLetters = 48;

/** A name as a picture has it. */
export const shortenName = (name: string): string => shortenMiddle(name, mostLetters);
